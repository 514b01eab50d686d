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
ENDINGS = re.compile(r"(?:ing|ed|es|s|er)$")
# They say nothing about a conversation: "someone is shouting at me" is looked for by "shouting".
_SMALL = """a an and am are at be been can do does for from had has have he her him his how i if in is it its me my of
on or our she so somebody someone that the their them they this to us was we were what when who with you your"""
SMALL = frozenset(_SMALL.split())


@dataclass(frozen=True)
class Wanted:
    """What was asked for; an empty string asks for nothing."""

    words: str = ""
    channel: str = ""
    job: str = ""
    feeling: str = ""


def found(tiles: Iterable[Tile], wanted: Wanted) -> list[Tile]:
    """What meets each narrowing and has any of the words; the more of them, the further up."""
    words = _asked(wanted.words)
    counted = [(tile, matched(tile, words)) for tile in tiles if fits(tile, wanted)]
    kept = [(tile, n) for tile, n in counted if n or not words]
    return [tile for tile, _n in sorted(kept, key=lambda each: -each[1])]


def matched(tile: Tile, words: Iterable[str]) -> int:
    """How many of these words begin a word on the tile: "shout" finds "shouting", "shouting" finds "shouts"."""
    text = _plain(" ".join([tile["title"], tile["summary"], tile["persona"], tile["line"], *tile["feels"]])).split()
    return sum(any(_alike(word, said) for said in text) for word in words)


def fits(tile: Tile, wanted: Wanted) -> bool:
    """Each narrowing met. A tile for everyone fits every job."""
    if wanted.channel and tile["channel"]["name"] != wanted.channel:
        return False
    if wanted.job and tile["jobs"] and wanted.job not in tile["jobs"]:
        return False
    return not wanted.feeling or wanted.feeling in tile["feelings"]


def _asked(words: str) -> list[str]:
    """The words that count; all of them when none is more than small."""
    said = _plain(words).split()
    return [word for word in said if word not in SMALL] or said


def _alike(word: str, said: str) -> bool:
    """The same word, the beginning of one, or the same but for its ending."""
    return said.startswith(word) or _stem(said) == _stem(word)


def _stem(word: str) -> str:
    return ENDINGS.sub("", word)


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
