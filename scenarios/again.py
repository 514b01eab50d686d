"""What was mended since replies were scored, and which new scores would take something away: reading only."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from courses.models import ActivityVersion, Attempt
from people.permissions import same_person
from scenarios import shown
from scenarios.deciding import decisions_of, text_of, waits_for_a_yes
from scenarios.explaining import said
from scenarios.feedback import hundredths
from scenarios.models import MarkingSlot, Rescore, Score, Skipped
from scenarios.permissions import could_take
from scenarios.queries import newest_versions

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
    """What was mended, latest first, with how many replies went to people, how many wait, and the `skipped` ones."""
    rows = Rescore.objects.select_related("version", "actor").defer("version__definition").prefetch_related("skipped")
    asked, waiting = Count("tasks", distinct=True), Q(tasks__done_at__isnull=True, tasks__isnull=False)
    rows = rows.annotate(asked=asked, waiting=Count("tasks", filter=waiting, distinct=True))
    return list(rows.order_by("-made_at")[:SHOWN])


def reasons(skipped: Iterable[Skipped]) -> list[tuple[str, int]]:
    """Why replies were skipped, each reason with how many."""
    told = sorted(row.reason for row in skipped)
    return [(reason, len(list(rows))) for reason, rows in groupby(told)]


@dataclass(frozen=True)
class Lower:
    """A score given again that would take something away. `rows`: label, what stands, what was given, as words."""

    score: Score
    rows: tuple[tuple[str, str, str], ...]
    own: bool = False  # given by whoever looks: somebody else says yes


def lower_scores(person) -> list[Lower]:
    """They change nothing until somebody says yes or leaves it; oldest first.

    Without replies that this person could still score: what others gave stays hidden from them.
    """
    open_ = Score.objects.filter(slot=MarkingSlot.AGAIN, agreed__isnull=True, kept__isnull=True)
    open_ = open_.exclude(move__in=could_take(person).values("move")).order_by("sent_at", "pk")
    moves = dict(open_.values_list("pk", "move__attempt")[: 4 * SHOWN])
    own = set(open_.filter(marker__in=same_person(person)).values_list("pk", flat=True))
    decisions = decisions_of(Attempt.objects.filter(pk__in=moves.values()).select_related("version"))
    found = {}
    for decision in decisions.values():
        for number, stands in decision.scores.items():
            for score in stands.move.scores.all():
                if score.pk in moves and waits_for_a_yes(score, decision.counts[number]):
                    found[score.pk] = Lower(score, _rows(stands, score), own=score.pk in own)
    return [found[pk] for pk in moves if pk in found][:SHOWN]


def _rows(stands: Score, given: Score) -> tuple[tuple[str, str, str], ...]:
    """Where the two differ: criteria, gates, and what the reply comes to by each."""
    words = {key: text for score in (stands, given) for key, text in _gates(score).items()}
    rows = [
        *((str(label), _level(stands, name), _level(given, name)) for name, (label, _key) in shown.CRITERIA.items()),
        *((text, _gate(stands, key), _gate(given, key)) for key, text in words.items()),
        (_("Mean of the reply"), hundredths(stands.weighted), hundredths(given.weighted)),
        (_("The reply by itself"), said(stands.passed), said(given.passed)),
    ]
    return tuple(row for row in rows if row[1] != row[2])


def _gates(score: Score) -> dict[str, str]:
    text = text_of(score, score.move.attempt)
    return {
        gate["key"]: gate["text"].rstrip(".") for gate in shown.gates(text.definition) if gate["key"] in score.gates
    }


def _level(score: Score, name: str) -> str:
    return str(score.levels.get(name, _("not asked")))


def _gate(score: Score, key: str) -> str:
    return said(score.gates[key]) if key in score.gates else _("not asked")
