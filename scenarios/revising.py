"""What a revision changed, for the feedback page: the words side by side, and what they changed in the feedback."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from scenarios import shown
from scenarios.diff import ADDED, REMOVED, Stretch, compare, counts
from scenarios.models import Move
from scenarios.script import Made
from scenarios.shifts import ANSWERED, CAME, GATE, GONE, LEVEL, OPENED, Shift, other_scorer, shifts

Definition = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """One difference in the feedback, in words. `better`: a step ahead, or something to look at again."""

    head: str | Promise
    text: str | Promise
    better: bool


@dataclass(frozen=True)
class Revision:
    """Version `after` beside version `before` (as the learner counts them)."""

    before: int
    after: int
    stretches: tuple[Stretch, ...]
    added: int
    removed: int
    told: tuple[Told, ...]
    measures: tuple[dict[str, Any], ...]
    other_scorer: bool


def revision(versions: Sequence[Made], at: int, beside: int, definition: Definition) -> Revision | None:
    """Version at index `at` beside the one at index `beside`, the earlier first. None for a version beside itself."""
    early, late = sorted((at, beside))
    if early == late:
        return None
    old, new = versions[early], versions[late]
    before, after = str(old.payload.get("text", "")), str(new.payload.get("text", ""))
    stretches = compare(before, after)
    count = counts(stretches)
    return Revision(
        before=early + 1,
        after=late + 1,
        stretches=stretches,
        added=count[ADDED],
        removed=count[REMOVED],
        told=tuple(_told(shifts(old.result, new.result, before, after), definition)),
        measures=tuple(_measures(old.result, new.result)),
        other_scorer=other_scorer(old.result, new.result),
    )


def history(moves: Sequence[Move], at: int, definition: Definition) -> list[dict[str, Any]]:
    """Each version with when it was written and its levels in rubric order; the one at index `at` is on the page."""
    rubric = shown.rubric(definition)
    rows = []
    for n, move in enumerate(moves):
        levels = move.result.get("levels") or {}
        told = ", ".join(f"{c.label} {int(levels[c.name])}" for c in rubric if c.name in levels)
        rows.append({"n": n + 1, "number": move.number, "made_at": move.made_at, "levels": told, "shown": n == at})
    return rows


def _told(found: Sequence[Shift], definition: Definition) -> Iterator[Told]:
    """A line for each level and gate; the questions and words of one kind share a line."""
    names = {criterion.name: criterion.label for criterion in shown.rubric(definition)}
    for shift in found:
        if shift.kind == LEVEL:
            text = _("from %(before)s up to %(after)s") if shift.better else _("from %(before)s down to %(after)s")
            told = {"before": shift.before, "after": shift.after}
            yield Told(names.get(shift.what, shift.what), text % told, shift.better)
        if shift.kind == GATE:
            yield Told(_("Gate passed now:") if shift.better else _("Gate not passed now:"), shift.what, shift.better)
    heads = {
        ANSWERED: _("Answered now:"),
        OPENED: _("Open now:"),
        GONE: _("Put right:"),
        CAME: _("Look at this again:"),
    }
    for kind, head in heads.items():
        said = [shift for shift in found if shift.kind == kind]
        if said:
            words = " ".join(_("“%(words)s”") % {"words": shift.what} for shift in said)
            yield Told(head, words, said[0].better)


def _measures(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Length and reading grade of both: information, neither better nor worse."""
    rows = [(_("Words"), "words"), (_("Reading grade"), "reading_grade")]
    return [{"label": label, "before": int(old.get(k) or 0), "after": int(new.get(k) or 0)} for label, k in rows]
