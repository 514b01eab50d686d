"""Released conversations as tiles: what one reads before choosing one to practice."""

import uuid
from typing import Any

from django.db.models import Max

from courses.models import ActivityVersion
from scenarios import shown
from scenarios.permissions import practice_library


def practice_tiles(*, words: str = "", channel: str = "", limit: int | None = None) -> list[dict[str, Any]]:
    """The newest version of each conversation that stands alone, by title; in one query."""
    versions = ActivityVersion.objects.filter(activity__in=practice_library().values("pk"))
    newest = versions.values("activity").annotate(top=Max("pk")).values("top")
    rows = versions.filter(pk__in=newest).order_by("title")
    tiles = [tile(row) for row in rows.values("activity__key", "title", "minutes", "definition")]
    return [each for each in tiles if fits(each, words, channel)][:limit]


def tile(version: dict) -> dict[str, Any]:
    definition = version["definition"]
    opening = shown.paragraphs(definition.get("opening", ""))
    return {
        "key": version["activity__key"],
        "client_key": uuid.uuid4(),
        "title": version["title"],
        "minutes": version["minutes"],
        "summary": definition.get("summary", ""),
        "channel": shown.channel(definition),
        "persona": shown.persona(definition),
        "said": first_words(opening[0]) if opening else "",
    }


def first_words(text: str, most: int = 110) -> str:
    """The first sentences that fit, or as many words as fit."""
    if len(text) <= most:
        return text
    cut = text[:most]
    end = max(cut.rfind(". "), cut.rfind("? "))
    return cut[: end + 1] if end > 30 else cut.rsplit(" ", 1)[0] + " …"


def fits(row: dict, words: str, channel: str) -> bool:
    if channel and row["channel"]["name"] != channel:
        return False
    text = " ".join([row["title"], row["summary"], row["persona"]["line"], row["said"]]).casefold()
    return all(word in text for word in words.casefold().split())
