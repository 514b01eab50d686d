"""Whether something found is said, denied, or only guessed at.

"Not 7:40" gives no credit; "not later than 7:40" does; "I think 7:40" gives it, with "look again".
"""

from bisect import bisect_left
from dataclasses import dataclass

from .forms import Match, find
from .lexicon import Lexicon, lexicon
from .reading import Reading
from .words import stem

WINDOW = 7
HEDGE_BEFORE, HEDGE_AFTER = 6, 2
_UNDONE_BY = frozenset(("until", "till", "before", "than"))


@dataclass(frozen=True, slots=True)
class Stance:
    """negated: it is denied; hedged: it is guessed, asked, or denied twice over."""

    negated: bool
    hedged: bool


@dataclass(frozen=True, slots=True)
class Doubts:
    """Where a reading hedges; made once for each reading."""

    reading: Reading
    words: Lexicon
    hedges: tuple[tuple[int, int], ...]


def doubts(reading: Reading, language: str = "en") -> Doubts:
    """Finds the hedges of a reading."""
    words = lexicon(language)
    found = {r for phrase in words.hedges for m in find(reading, phrase, gap=0, mend=False) for r in m.ranges}
    return Doubts(reading, words, tuple(sorted(found)))


def _starts(reading: Reading, at: int, phrases: tuple[str, ...]) -> bool:
    return any(all(stem(reading.word(at + n)) == stem(w) for n, w in enumerate(p.split())) for p in phrases)


def negators(d: Doubts, first: int) -> int:
    """How many negators stand before token `first` in its clause."""
    tokens, words = d.reading.tokens, d.words
    floor = max(d.reading.sentences[tokens[first].sentence].first, first - WINDOW)
    count, undone = 0, False
    for i in range(first - 1, floor - 1, -1):
        word = tokens[i].word
        if tokens[i + 1].breaks or word in words.clause_words:
            break
        if word == "and" and not tokens[i + 1].is_value:
            break
        undone = undone or word in _UNDONE_BY
        suggests = i > 0 and tokens[i - 1].word == "why"  # "why not wait"
        if word in words.negators and not (undone or suggests or _starts(d.reading, i, words.negation_idioms)):
            count += 1
    return count


def _denied_after(d: Doubts, last: int) -> bool:
    tokens = d.reading.tokens
    for at in range(last + 1, min(last + 4, len(tokens))):
        if tokens[at].sentence != tokens[last].sentence or tokens[at].breaks:
            return False
        if _starts(d.reading, at, d.words.negation_after):
            return True
    return False


def _hedged(d: Doubts, first: int, last: int, allowed: frozenset[str]) -> bool:
    tokens = d.reading.tokens
    sentence = d.reading.sentences[tokens[first].sentence]
    before = d.reading.word(first - 1) if first > sentence.first else ""
    if tokens[first].is_value and before in d.words.hedges_before_value and before not in allowed:
        return True
    if sentence.question and tokens[sentence.first].word in d.words.question_starts and first > sentence.first:
        return True
    start = bisect_left(d.hedges, (first - HEDGE_BEFORE - WINDOW, 0))
    for a, b in d.hedges[start : start + 2 * WINDOW + HEDGE_BEFORE]:
        if a > last + HEDGE_AFTER:
            break
        near = first - HEDGE_BEFORE <= b < first or last < a
        if near and tokens[a].sentence == tokens[first].sentence and tokens[a].word not in allowed:
            return True
    return False


def stance(d: Doubts, match: Match, allowed: frozenset[str] = frozenset()) -> Stance:
    """How a match is meant. `allowed` are hedge words that are part of the truth ("about four minutes")."""
    negated = hedged = False
    for first, last in match.ranges:
        count = negators(d, first) + _denied_after(d, last)
        negated = negated or count % 2 == 1
        hedged = hedged or count >= 2 or _hedged(d, first, last, allowed)
    return Stance(negated, hedged)
