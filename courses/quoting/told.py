"""A bulk release in words: where older words stand, what was found in each course, how its release went."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.diff import Change, changes, words
from courses.models.bulk_release import BulkRelease, BulkReleasePart
from courses.quoting.found import Found
from courses.quoting.older import Older, says_now, stands
from goals.models import Standard, Word

State = BulkReleasePart.State
READ = ("code", "title", "text")  # of a standard; its version and its day follow from the text


@dataclass(frozen=True)
class Group:
    """Those in which it reads alike: in which words, and how these differ from today's."""

    title: str
    lines: list[Change]
    older: list[Older]


def groups_of(older: list[Older], subject: Standard | Word) -> list[Group]:
    now = says_now(subject)
    alike: list[list[Older]] = []
    for each in older:
        same = next((group for group in alike if group[0].said == each.said), None)
        if same is None:
            alike.append([each])
        else:
            same.append(each)
    return [Group(_reads(group[0].said), lines_between(group[0].said, now), group) for group in alike]


def lines_between(old: Any, new: Any) -> list[Change]:
    """Word by word, from what it said to what it says."""
    if isinstance(old, str):
        return [words(old, new)]
    return changes({key: old.get(key, "") for key in READ}, {key: new.get(key, "") for key in READ})


def _reads(said: Any) -> str:
    if isinstance(said, str):
        return _("“%(word)s”") % {"word": said}
    return _("Version %(version)s, in force since %(since)s") % said


@dataclass(frozen=True)
class Row:
    """One course on the page of a bulk release. `hint`: why it is not ticked; `outcome`: how its release went."""

    part: BulkReleasePart
    found: Found
    stands: str
    people: str
    hint: str
    outcome: str
    address: str


def rows_of(parts: list[BulkReleasePart]) -> list[Row]:
    return [_row(part) for part in parts]


def _row(part: BulkReleasePart) -> Row:
    found = Found.read(part.found)
    return Row(
        part=part,
        found=found,
        stands=stands(part),
        people=_people(found),
        hint=_hint(found),
        outcome=_outcome(part),
        address=reverse("courses_release", args=[found.page_id]) if found.page_id and found.may else "",
    )


def _people(found: Found) -> str:
    if found.heads is None:
        return ""
    return _("Not started: %(not_started)d · Under way: %(under_way)d · Done: %(done)d") % found.heads


def _hint(found: Found) -> str:
    """Why it is not ticked."""
    if found.page_id is None:
        return _("Its page was deleted in the studio, so it cannot be released.")
    if not found.may:
        return _("You may not release it. Ask someone who may publish its page.")
    if found.problems:
        n = len(found.problems)
        said = ngettext(
            "It cannot be released: one thing is wrong. Mend it, then look again.",
            "It cannot be released: %(n)d things are wrong. Mend them, then look again.",
            n,
        )
        return said % {"n": n}
    if found.same:
        return _("Nothing would change: what is published reads as what was released.")
    if found.others:
        said = _(
            "Other changes would go out with it, in: %(names)s. Look at them on its release page before you tick it."
        )
        return said % {"names": ", ".join(found.others)}
    return ""


def _outcome(part: BulkReleasePart) -> str:
    match part.state:
        case State.RELEASED:
            made = _("Released: version %(n)d.") if part.alone else _("Released: edition %(n)d.")
            return made % {"n": part.made}
        case State.NOTHING_NEW:
            made = (
                _("There was nothing left to release: version %(n)d has it already.")
                if part.alone
                else _("There was nothing left to release: edition %(n)d has it already.")
            )
            return made % {"n": part.made}
        case State.REFUSED:
            return _("Refused. Nothing of it was released.")
        case State.CHOSEN:
            return _("Waits for its release.")
        case _:
            return ""


def how_far(bulk: BulkRelease, parts: list[BulkReleasePart]) -> str:
    """One sentence, while work is under way and after it."""
    if not bulk.confirmed_at:
        n = sum(part.state != State.WAITING for part in parts)
        return _("%(n)d of %(all)d looked at.") % {"n": n, "all": len(parts)}
    sent = [part for part in parts if part.state != State.LOOKED_AT]
    told = {"n": sum(part.state != State.CHOSEN for part in sent), "all": len(sent)}
    refused = sum(part.state == State.REFUSED for part in sent)
    said = [_("%(n)d of %(all)d are done.") % told]
    if refused:
        said.append(ngettext("One was refused.", "%(n)d were refused.", refused) % {"n": refused})
    return " ".join(said)


def under_way(parts: list[BulkReleasePart]) -> bool:
    return any(part.state in (State.WAITING, State.CHOSEN) for part in parts)
