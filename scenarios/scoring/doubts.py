"""Where a reading hedges, and where it speaks of other people and other times: found once for each reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .forms import find, pieces
from .lexicon import Lexicon, lexicon
from .reading import Reading, Token
from .spelling import Vocabulary

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Doubts:
    """Token ranges of hedges, of other people and days, of times gone by, and of what the other person said."""

    reading: Reading
    words: Lexicon
    hedges: Ranges = ()
    elsewhere: Ranges = ()
    past_times: Ranges = ()
    your_words: Ranges = ()
    beyond: Ranges = ()
    off: Ranges = ()
    not_yours: Ranges = ()
    taken_back: Ranges = ()


def doubts(reading: Reading, known: Vocabulary | None = None) -> Doubts:
    """Looks for the phrases of the word lists, each once. `known` are the words of the scenario and the language."""
    words = lexicon(reading.language)

    def places(phrases: tuple[str, ...]) -> set[tuple[int, int]]:
        begun = _by_first_key(phrases, reading.language)
        near = {phrase for key in begun.keys() & reading.places.keys() for phrase in begun[key]}
        return {r for phrase in near for m in find(reading, phrase, gap=0, mend=False) for r in m.ranges}

    past = places(words.past_times)
    return Doubts(
        reading,
        words,
        hedges=tuple(sorted(places(words.hedges))),
        elsewhere=tuple(sorted(places(words.elsewhere) | past | _others(reading, words) | _strangers(reading, known))),
        past_times=tuple(sorted(past)),
        your_words=tuple(sorted(places(words.your_words))),
        beyond=tuple(sorted(places(words.beyond))),
        off=tuple(sorted(places(words.off))),
        not_yours=tuple(sorted(places(words.not_yours))),
        taken_back=tuple(sorted(places(words.takes_back))),
    )


@lru_cache(maxsize=64)
def _by_first_key(phrases: tuple[str, ...], language: str) -> Mapping[str, tuple[str, ...]]:
    """Phrases by the keys they may begin with, so that only those are looked for whose beginning was said."""
    out: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        for key in {key for piece in pieces(phrase, language) for key in piece[0].main}:
            out[key] = (*out.get(key, ()), phrase)
    return out


def _others(reading: Reading, words: Lexicon) -> set[tuple[int, int]]:
    """ "Another grandpa", "the other bus", "some other third grader"; not "the other day", "each other"."""
    out, tokens = set(), reading.tokens
    for at, token in enumerate(tokens[:-1]):
        after = tokens[at + 1]
        plain = after.word in words.other_plain or after.word in words.function_words
        if token.word in words.other_words and after.sentence == token.sentence and not after.breaks and not plain:
            out.add((at, at + 1))
    return out


def _strangers(reading: Reading, known: Vocabulary | None) -> set[tuple[int, int]]:
    """ "Noah's bus", "Mr. Brown's form": what belongs to somebody whom the scenario does not name."""

    def owns(token: Token) -> bool:
        typed = reading.normal.text[token.start : token.end]
        return typed[:1].isupper() and typed.endswith("'s") and not token.is_value

    if known is None:
        return set()
    return {(i, i) for i, t in enumerate(reading.tokens) if owns(t) and not known.knows(t.word)}
