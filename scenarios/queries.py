"""What may be practiced, as tiles: for the library and for a person's first page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone

from courses.models import ActivityVersion, Attempt
from courses.permissions import mine
from scenarios import shown
from scenarios.permissions import practice_library, practice_of


def newest_versions():
    """The newest version of each scenario that was released alone."""
    versions = ActivityVersion.objects.filter(activity__in=practice_library().values("pk")).order_by()
    return versions.filter(pk__in=versions.values("activity").annotate(top=Max("pk")).values("top"))


def library_tiles() -> list[dict[str, Any]]:
    """All tiles, by title: one query."""
    return [_tile(row) for row in newest_versions().order_by("title").values(*FIELDS)]


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
        "channel": definition.get("channel", ""),
        "persona": shown.persona(definition)["line"],
        "line": first_words(opening[0]) if opening else "",
    }


def first_words(text: str, most: int = 110) -> str:
    """The first sentences that fit, or as many words as fit."""
    if len(text) <= most:
        return text
    cut = text[:most]
    end = max(cut.rfind(mark) for mark in (". ", "? ", "! "))
    return cut[: end + 1] if end > 30 else cut.rsplit(" ", 1)[0] + " …"
