"""What was mended since replies were scored, and which new scores would take something away: reading only."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from courses.models import ActivityVersion, Attempt
from scenarios.deciding import WITH_SCORES, counting_of, given
from scenarios.fair.counting import lowers
from scenarios.models import MarkingSlot, Move, Rescore, Score
from scenarios.queries import newest_versions
from scenarios.shown import CRITERIA

SHOWN = 50


def mended_versions() -> list[ActivityVersion]:
    """Newest texts of conversations with scored replies to an earlier text that were not looked at by it yet."""
    earlier = Attempt.objects.assessed().filter(
        activity=OuterRef("activity"),
        version__locale=OuterRef("locale"),
        version__number__lt=OuterRef("number"),
        scored_at__isnull=False,
    )
    done = Rescore.objects.filter(version=OuterRef("pk"))
    return list(newest_versions().filter(Exists(earlier)).exclude(Exists(done)).order_by("title").defer("definition"))


def rescored() -> list[Rescore]:
    """What was mended, latest first, with how many replies went to people and how many wait."""
    rows = Rescore.objects.select_related("version", "actor").defer("version__definition")
    waits = Q(tasks__done_at__isnull=True, tasks__isnull=False)
    return list(rows.annotate(asked=Count("tasks"), waiting=Count("tasks", filter=waits)).order_by("-made_at")[:SHOWN])


@dataclass(frozen=True)
class Lower:
    """A score given again that would take something away: `rows` of label, what stands, what was given."""

    score: Score
    rows: tuple[tuple[str, int, int], ...]


def lower_scores() -> list[Lower]:
    """They change nothing until somebody says yes; oldest first."""
    open_ = Score.objects.filter(slot=MarkingSlot.AGAIN, agreed__isnull=True).order_by("sent_at")
    moves = Move.objects.filter(pk__in=open_.values("move")).select_related("attempt").prefetch_related(*WITH_SCORES)
    by_move = {move.pk: move for move in moves}
    found = []
    for score in open_.select_related("version", "task").defer("version__definition")[: 4 * SHOWN]:
        stands = counting_of(by_move[score.move_id])
        if stands is None or not lowers(stands, given(score)):
            continue
        rows = (
            (str(label), stands.levels.get(name, 0), score.levels[name])
            for name, (label, _key) in CRITERIA.items()
            if name in score.levels
        )
        found.append(Lower(score, tuple(row for row in rows if row[1] != row[2])))
    return found[:SHOWN]
