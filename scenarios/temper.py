"""How someone feels, in a word and in five rings."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scenarios.script import HOTTEST

WORDS = (
    gettext_lazy("Calm"),
    gettext_lazy("Uneasy"),
    gettext_lazy("Upset"),
    gettext_lazy("Angry"),
    gettext_lazy("Furious"),
)


@dataclass(frozen=True)
class Temper:
    """`rings`: five of "on", "was" (it was that hot before) and "off". `was`: the word before, "" if it is the same."""

    level: int
    word: Any
    was: str
    rings: tuple[str, ...]


def temper_of(level: int, before: int | None = None) -> Temper:
    level = min(HOTTEST, max(0, level))
    before = level if before is None else min(HOTTEST, max(0, before))
    rings = tuple("on" if n <= level else "was" if n <= before else "off" for n in range(HOTTEST + 1))
    was = "" if before == level else _("was %(word)s") % {"word": str(WORDS[before]).lower()}
    return Temper(level, WORDS[level], was, rings)


def change_in_words(name: str, before: int, after: int) -> str:
    """ "Marcus cools a little: upset, no longer angry." """
    told = {"name": name, "now": str(WORDS[after]).lower(), "before": str(WORDS[before]).lower()}
    if after < before:
        return _("%(name)s cools: %(now)s, no longer %(before)s.") % told
    return _("%(name)s heats up: %(now)s, before that %(before)s.") % told
