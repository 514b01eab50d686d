"""The verbs of the plan's room: a standard that reads differently is a new version."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction

from goals.models import Standard, StandardVersion, Word
from people.actions import note_change
from people.models import DistrictChange


@dataclass(frozen=True)
class StandardText:
    """What one version says. `amount` and `unit` belong together ("3 rings"); `target_percent` is 0 to 100 or None."""

    text: str
    effective_from: dt.date
    channel: str = ""
    amount: int | None = None
    unit: str = ""
    clock: str = StandardVersion.Clock.NONE
    target_percent: int | None = None


def revise_standard(*, standard: Standard, says: StandardText, actor) -> StandardVersion:
    """Write what the standard says from now on. The same words again are the version that is there."""
    with transaction.atomic():
        standard = Standard.objects.select_for_update(no_key=True).get(pk=standard.pk)
        newest = standard.versions.order_by("-number").first()
        if newest and all(getattr(newest, name) == value for name, value in asdict(says).items()):
            return newest
        number = newest.number + 1 if newest else 1
        return StandardVersion.objects.create(standard=standard, number=number, made_by=actor, **asdict(says))


@transaction.atomic
def change_word(*, key: str, text: str, actor) -> Word:
    """What pages of ours shall say for {key}. Courses say it from their next release on, and keep it till then."""
    word, _made = Word.objects.select_for_update().get_or_create(key=key, defaults={"text": ""})
    note_change(about=DistrictChange.About.WORD, what=f"{{{key}}}", old=word.text, new=text, actor=actor)
    word.text = text
    word.save(update_fields=["text"])
    return word
