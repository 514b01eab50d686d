"""Finding a conversation in the library: by words, by channel, by job, by how it feels. Plain Python."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.channels import CHANNELS
from scenarios.feelings import FEELINGS

Tile = Mapping[str, Any]
APOSTROPHES = re.compile("['’‘]")
NOT_WORDS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Wanted:
    """What was asked for; an empty string asks for nothing."""

    words: str = ""
    channel: str = ""
    job: str = ""
    feeling: str = ""


def fits(tile: Tile, wanted: Wanted) -> bool:
    """Every word somewhere on the tile, and each narrowing met. A tile for everyone fits every job."""
    if wanted.channel and tile["channel"]["name"] != wanted.channel:
        return False
    if wanted.job and tile["jobs"] and wanted.job not in tile["jobs"]:
        return False
    if wanted.feeling and wanted.feeling not in tile["feelings"]:
        return False
    text = _plain(" ".join([tile["title"], tile["summary"], tile["persona"], tile["line"], *tile["feels"]]))
    return all(word in text for word in _plain(wanted.words).split())


def _plain(text: str) -> str:
    """As one would type it in a hurry: "don't" and "dont!" are the same."""
    return NOT_WORDS.sub(" ", APOSTROPHES.sub("", text.casefold()))


def offered(tiles: Iterable[Tile], jobs: Mapping[str, str]) -> dict[str, list[tuple[str, Any]]]:
    """The lists to choose from: only what some conversation has, in the words that people use."""
    tiles = list(tiles)
    channels = {tile["channel"]["name"] for tile in tiles}
    feelings = {key for tile in tiles for key in tile["feelings"]}
    named = {key for tile in tiles for key in tile["jobs"]}
    return {
        "channels": [(name, label) for name, (label, _icon) in CHANNELS.items() if name in channels],
        "jobs": [(slug, name) for slug, name in jobs.items() if slug in named],
        "feelings": [(key, words) for key, words in FEELINGS.items() if key in feelings],
    }
