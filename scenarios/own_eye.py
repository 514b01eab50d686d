"""How one's own levels compare with a person's over one's scored replies: for the writer alone, on no other page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from courses.models import Attempt
from courses.permissions import mine
from scenarios import shown
from scenarios.confidence import CLOSE, FEW, OVER, Drawing, Gap, Rated, drawing, gap, habit
from scenarios.deciding import decisions_of
from scenarios.models import Move, Score

COMPARED = 8


@dataclass(frozen=True)
class OwnEye:
    """`said` is one sentence; `drawings` a criterion each; `rows` the same in numbers, newest last."""

    said: str
    gap: Gap
    drawings: tuple[Drawing, ...]
    heads: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]


def own_eye(person) -> OwnEye | None:
    """None until a reply with own levels has its score. Four queries, however many replies."""
    rated = rated_replies(person)
    if not rated:
        return None
    names = [name for name in shown.CRITERIA if any(name in each.own and name in each.person for each in rated)]
    labels = {name: str(shown.CRITERIA[name][0]) for name in names}
    found = gap(rated)
    return OwnEye(
        said=_said(found),
        gap=found,
        drawings=tuple(drawing(labels[name], name, rated) for name in names),
        heads=tuple(labels.values()),
        rows=tuple(
            {
                "label": each.label,
                "levels": [(labels[name], each.own.get(name), each.person.get(name)) for name in names],
            }
            for each in rated
        ),
    )


def rated_replies(person) -> list[Rated]:
    """This person's newest scored replies that carry own levels, oldest first.

    A score counts here once its whole conversation is decided, so that nobody reads one before its time.
    """
    decided = Attempt.objects.filter(mine(person), mode=Attempt.Mode.ASSESSED, scored_at__isnull=False)
    given = Score.objects.filter(move=OuterRef("pk"), marker__isnull=False)
    scored = Move.objects.filter(Exists(given), attempt__in=decided).select_related("attempt__version")
    moves = list(scored.defer("result").order_by("-made_at", "-pk")[:COMPARED])
    decisions = decisions_of(move.attempt for move in moves)
    rated = []
    for move in moves:
        score, own = decisions[move.attempt_id].scores.get(move.number), move.payload.get("self") or {}
        if score is not None and own:
            rated.append(Rated(_label(move), own, score.levels))
    return rated[::-1]


def _label(move: Move) -> str:
    told = {"day": date_format(localtime(move.made_at), "F j"), "title": move.attempt.version.title}
    return _("%(day)s, %(title)s") % told


def _said(found: Gap) -> str:
    kind = habit(found)
    if kind == FEW:
        return _("After two or three scored replies this can say whether you see your replies as a marker does.")
    if kind == CLOSE:
        told = {"alike": found.alike, "n": found.n}
        return _("You see your replies much as a marker does: the same level on %(alike)s of %(n)s.") % told
    told = {"higher": found.higher, "lower": found.lower, "n": found.n}
    if kind == OVER:
        return (
            _(
                "You gave yourself the higher level on %(higher)s of %(n)s. "
                "Before you check a reply, point at the words that earn the level."
            )
            % told
        )
    return (
        _(
            "You gave yourself the lower level on %(lower)s of %(n)s. "
            "Your replies do more than you give them credit for."
        )
        % told
    )
