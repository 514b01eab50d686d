"""Text that someone is still writing. A later save wins; an earlier one that arrives late changes nothing."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from courses.models import Draft
from courses.permissions import mine
from courses.plain_text import plain

# A save that was overtaken on its way arrives within seconds. After that, a smaller turn is another device whose clock
# is behind, and its words count.
OVERTAKEN = dt.timedelta(seconds=60)


def save_draft(*, person, place: str, text: str, turn: int) -> Draft:
    """Keep the text of a place. `turn`: the writer's own clock in milliseconds, only ever compared with itself."""
    text = plain(text)
    with transaction.atomic():
        draft, made = Draft.objects.select_for_update(of=("self",)).get_or_create(
            person=person, place=place, defaults={"text": text, "turn": turn}
        )
        overtaken = turn < draft.turn and timezone.now() - draft.saved_at < OVERTAKEN
        if not made and not overtaken:
            draft.text, draft.turn = text, turn
            draft.save(update_fields=["text", "turn", "saved_at"])
    return draft


def draft_of(person, place: str) -> Draft | None:
    return Draft.objects.filter(person=person, place=place).first()


def drafts_of(person, places: Collection[str]) -> dict[str, Draft]:
    """What this person has kept in these places, by place."""
    return {draft.place: draft for draft in Draft.objects.filter(person=person, place__in=places)} if places else {}


def drop_draft(person, *places: str) -> None:
    """What was written is handed in, so the draft has done its work; also one by the keeper of a merged record."""
    Draft.objects.filter(mine(person), place__in=places).delete()
