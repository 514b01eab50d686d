"""What may be practiced, as tiles: for the library and for a person's first page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from courses.models import ActivityVersion, Attempt
from courses.permissions import mine
from scenarios import shown
from scenarios.deciding import WITH_SCORES, decide
from scenarios.feelings import feeling_words
from scenarios.models import Move
from scenarios.permissions import practice_library, practice_of
from scenarios.records import made
from scenarios.script import standing
from scenarios.trying import Try


def newest_versions():
    """The newest version of each released scenario."""
    versions = ActivityVersion.objects.filter(activity__in=practice_library().values("pk")).order_by()
    return versions.filter(pk__in=versions.values("activity").annotate(top=Max("pk")).values("top"))


def library_tiles() -> list[dict[str, Any]]:
    """All tiles, by title, the same for everyone: one query."""
    return [_tile(row) for row in newest_versions().order_by("title").values(*FIELDS)]


def library_tiles_of(person) -> list[dict[str, Any]]:
    """All tiles, by title, each saying whether this person has `tried` it, in practice or for a score: one query."""
    tries = Attempt.objects.filter(mine(person), activity=OuterRef("activity"), moves__isnull=False)
    rows = newest_versions().annotate(tried=Exists(tries)).order_by("title")
    return [{**_tile(row), "tried": row["tried"]} for row in rows.values(*FIELDS, "tried")]


@dataclass(frozen=True)
class ScoredReply:
    """A reply that a person scored lately: news for its writer's first page."""

    title: str
    passed: bool
    url: str


@dataclass(frozen=True)
class FirstPage:
    tiles: list[dict[str, Any]]
    scored: list[ScoredReply]


def for_first_page(person, *, on: dt.date, limit: int) -> FirstPage:
    """A few tiles, what this person has not tried first, and their replies scored in the last week. One query.

    A conversation released this very minute may show here a minute later; the library shows it at once.
    """
    tiles = cache.get_or_set("practice-tiles", library_tiles, timeout=60) or []
    since = timezone.make_aware(dt.datetime.combine(on - NEWS, dt.time.min))
    tried = Q(mode=Attempt.Mode.PRACTICE, activity__in=[tile["id"] for tile in tiles])
    news = Q(mode=Attempt.Mode.ASSESSED, scored_at__gte=since)
    rows = Attempt.objects.filter(mine(person)).filter(tried | news).order_by("-scored_at")
    own = list(rows.values_list("activity", "scored_at", "state", "key", "version__title"))
    seen = {activity for activity, scored_at, *_rest in own if scored_at is None}
    scored = [
        ScoredReply(title, state == Attempt.State.PASSED, reverse("scenarios:feedback", args=[key]))
        for _activity, scored_at, state, key, title in own
        if scored_at
    ]
    return FirstPage(sorted(tiles, key=lambda tile: tile["id"] in seen)[:limit], scored[:NEWS_SHOWN])


def tries_of(person, limit: int):
    """This person's practice tries, newest first, with how many versions each has."""
    tries = practice_of(person).select_related("version")
    return tries.annotate(versions=Count("moves"), touched=Max("moves__made_at")).order_by("-started_at")[:limit]


def earlier_tries(attempt: Attempt) -> list[Try]:
    """This person's finished tries at the same conversation up to this one, oldest first. Two queries.

    Practice by the machine's levels; a try that counts by a person's, once they are in.
    """
    own = Attempt.objects.filter(mine(attempt.person), activity=attempt.activity_id).select_related("version")
    newest = (
        own.filter(started_at__lte=attempt.started_at, moves__isnull=False).distinct().order_by("-started_at", "-pk")
    )
    rows = list(newest[:TRIES_COMPARED])[::-1]
    moves: dict[int, list[Move]] = {}
    for move in Move.objects.filter(attempt__in=rows).order_by("number").prefetch_related(*WITH_SCORES):
        moves.setdefault(move.attempt_id, []).append(move)
    found = ((each, _levels_of(each, moves.get(each.pk, []))) for each in rows)
    return [Try(_when(each), levels, now=each.pk == attempt.pk) for each, levels in found if levels]


def _levels_of(attempt: Attempt, moves: list[Move]) -> dict[str, int]:
    if attempt.mode == Attempt.Mode.PRACTICE:
        return dict(standing(map(made, moves)).levels)
    return dict(decide(attempt, moves).standing.levels) if attempt.scored_at else {}


def _when(attempt: Attempt) -> str:
    local = timezone.localtime(attempt.started_at)
    return (
        f"{date_format(local, 'F j')}, {local.hour % 12 or 12}:{local.minute:02d} {'am' if local.hour < 12 else 'pm'}"
    )


TRIES_COMPARED = 8
NEWS = dt.timedelta(days=7)
NEWS_SHOWN = 2
FIELDS = ("activity", "activity__key", "title", "minutes", "definition")


def _tile(row: dict) -> dict[str, Any]:
    definition = row["definition"]
    opening = shown.paragraphs(definition.get("opening", ""))
    return {
        "id": row["activity"],
        "url": reverse("scenarios:start", args=[row["activity__key"]]),
        "title": row["title"],
        "minutes": row["minutes"],
        "summary": definition.get("summary", ""),
        "channel": shown.channel(definition),
        "persona": shown.persona(definition)["line"],
        "line": first_words(" ".join(opening)),
        "jobs": list(definition.get("jobs") or (definition.get("fit") or {}).get("job_families") or ()),
        "feelings": list(definition.get("feelings") or ()),
        "feels": feeling_words(definition.get("feelings")),
    }


def first_words(text: str, most: int = 110) -> str:
    """The first sentences that fit, or as many words as fit."""
    if len(text) <= most:
        return text
    cut = text[:most]
    end = max(cut.rfind(mark) for mark in (". ", "? ", "! "))
    return cut[: end + 1] if end > 30 else cut.rsplit(" ", 1)[0] + " …"
