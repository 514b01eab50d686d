"""What may be practiced, as tiles: for the library and for a person's first page."""

from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max
from django.urls import reverse

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


def practice_tiles(person, *, on, limit: int) -> list[dict[str, Any]]:
    """A few to begin with: what this person has not tried comes first. One query. `on` is today, for later rules.

    A conversation released this very minute may show on the first page a minute later; the library shows it at once.
    """
    tiles = cache.get_or_set("practice-tiles", library_tiles, timeout=60) or []
    own = Attempt.objects.filter(mine(person), mode=Attempt.Mode.PRACTICE, activity__in=[tile["id"] for tile in tiles])
    tried = set(own.order_by().values_list("activity", flat=True))
    return sorted(tiles, key=lambda tile: tile["id"] in tried)[:limit]


def tries_of(person, limit: int):
    """This person's practice tries, newest first, with how many versions each has."""
    tries = practice_of(person).select_related("version")
    return tries.annotate(versions=Count("moves"), touched=Max("moves__made_at")).order_by("-started_at")[:limit]


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
