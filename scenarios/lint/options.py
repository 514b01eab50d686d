"""Options that nobody would pick, and the best one where its length tells."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from scenarios.scoring.lexicon import lexicon
from scenarios.scoring.words import opened

from .findings import Finding, found
from .rows import Row, group, rows, text, texts
from .words import words_of

SHORT_SHARE, SHORT_WORDS, LONG_MEAN, TWICE = 4, 3, 8, 2
ALSO_HOSTILE = (
    "you people", "parents like you", "go away", "not my job", "get out of my", "dumb", "moron", "i hate", "shut it",
    "none of your business", "stop bothering", "leave me alone", "who cares", "liars",
)  # fmt: skip


def check_options(d: Row) -> Iterator[Finding]:
    for n, step in rows(d, "steps"):
        if text(step, "kind") == "choice":
            options = [(m, option) for m, option in rows(step, "options") if text(option, "text")]
            for m, said in _unlikely(options):
                yield found("nobody-would-pick", ("steps", n, "options", m, "text"), said)
            yield from _too_good(options, n)


def _plain(words: str) -> str:
    return " ".join(part for word in words_of(words) for part in opened(word.lower().replace("’", "'")))


@lru_cache(maxsize=1)
def _hostile() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The rude phrases that the scorer knows and a few more, and the phrases in which they are not rude."""
    rude = next(cue for cue in lexicon().cues if cue.key == "rude")
    return _any_of((*rude.phrases, *ALSO_HOSTILE)), _any_of(rude.exceptions)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(_plain(phrase)) for phrase in phrases) + r")\b")


def _hostile_in(plain: str) -> str:
    hostile, harmless = _hostile()
    hit = hostile.search(harmless.sub(" ", plain))
    return hit[0] if hit else ""


def _unlikely(options: list[tuple[int, Row]]) -> Iterator[tuple[int, str]]:
    """(place, sentence) for each option. What is done without words (hold, transfer) may be short."""
    before: dict[str, int] = {}
    lengths = {m: len(words_of(option["text"])) for m, option in options}
    for m, option in options:
        words = _plain(option["text"])
        if words in before:
            yield m, f"Option {m + 1} says the same as option {before[words] + 1}."
        before.setdefault(words, m)
        if rude := _hostile_in(words):
            yield m, f"Option {m + 1} is openly rude (“{rude}”). Nobody who wants to help would say it."
        if text(option, "act") not in ("", "say"):
            continue
        others = [lengths[k] for k, other in options if k != m and text(other, "act") in ("", "say")]
        mean = sum(others) / len(others) if others else 0
        if mean and (SHORT_SHARE * lengths[m] < mean or (lengths[m] < SHORT_WORDS and mean > LONG_MEAN)):
            yield m, f"Option {m + 1} has {lengths[m]} words, the others about {mean:.0f}. It looks like no answer."


def _too_good(options: list[tuple[int, Row]], n: int) -> Iterator[Finding]:
    """The one option with the best levels and no broken gate, when it is more than twice as long as each other."""
    worth = {m: sum(group(option, "levels").values()) for m, option in options if not texts(option, "breaks")}
    best = [m for m, levels in worth.items() if levels == max(worth.values())]
    if len(best) != 1 or len(options) < 2:
        return
    lengths = {m: len(words_of(option["text"])) for m, option in options}
    longest_other = max(length for m, length in lengths.items() if m != best[0])
    if lengths[best[0]] > TWICE * longest_other:
        said = f"Option {best[0] + 1} is the best one, and more than twice as long as any other."
        yield found("gives-itself-away", ("steps", n, "options", best[0], "text"), said)
