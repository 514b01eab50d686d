"""What My learning says above the list: the one next step, and how far the whole is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.dues import DueCourse
from compliance.status import LATE
from lms.templatetags.ring import full_date, minutes

# The record holds them all; the first page is for what is next.
FINISHED_SHOWN = 3


@dataclass(frozen=True)
class Summary:
    finished: int
    total: int
    minutes_left: int


def next_step(rows: Sequence[Any]) -> Any | None:
    """The row that carries the next step: the list puts what was returned first, then what is under way; else None."""
    return next((row for row in rows if row.next), None)


def shown(rows: Sequence[Any]) -> tuple[list[Any], int]:
    """What the list shows: all that is not finished, the few courses finished last, and how many more there are."""
    finished = sorted((row for row in rows if row.state == "completed"), key=lambda row: row.completed_on, reverse=True)
    unfinished = [row for row in rows if row.state != "completed"]
    return unfinished + finished[:FINISHED_SHOWN], max(0, len(finished) - FINISHED_SHOWN)


def words_of(row: Any) -> list[str]:
    """What stands under the title of a course, phrase by phrase. Here and not in the template: thirty rows of it."""
    if row.counts:
        return [_("Counts already: you may finish it, and need not")]
    match row.state:
        case "completed":
            return [_("Completed %(date)s") % {"date": full_date(row.completed_on)}, minutes(row.minutes)]
        case "awaiting_score":
            return [_("Awaiting score"), _("You are not late while you wait")]
        case "not_started" if row.kind == "top_up":
            return [
                _("Top-up"),
                ngettext("%(n)s new step", "%(n)s new steps", row.total) % {"n": row.total},
                minutes(row.minutes),
            ]
        case "not_started":
            length = {"length": minutes(row.minutes), "total": row.total}
            return [_("Not started"), _("%(length)s, in %(total)s steps") % length]
    said = [_("In progress: %(done)s of %(total)s steps") % {"done": row.done, "total": row.total}]
    if row.minutes_left:
        said.append(_("%(left)s left") % {"left": minutes(row.minutes_left)})
    if row.state == "returned":
        said.append(_("A reply came back to you with a note"))
    return said


def due_words(due: DueCourse | None) -> list[str]:
    """By when, and for which requirement: before everything else that stands under the title."""
    if due is None:
        return []
    when = {"day": full_date(due.due_on), "requirement": due.requirement}
    if due.word in LATE:
        return [_("Was due %(day)s for %(requirement)s") % when]
    return [_("Due %(day)s for %(requirement)s") % when]


def summary(rows: Sequence[Any]) -> Summary:
    """How many courses are finished, sent or counted, of how many, and the minutes that the learner still has to do."""
    finished = sum(row.counts or row.state in ("completed", "awaiting_score") for row in rows)
    return Summary(finished, len(rows), sum(row.minutes_left or 0 for row in rows if not row.counts))
