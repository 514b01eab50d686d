"""Whether something found is said, denied, only guessed at, or said of somebody else or another day.

"Not 7:40" gives no credit; "not later than 7:40" does; "I think 7:40" gives it, with "look again"; "another bus comes
at 7:40" says nothing about this one.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from .forms import Match, find
from .lexicon import Lexicon, lexicon
from .reading import Reading, read_author
from .words import stem

WINDOW = 7
ELSEWHERE_BEFORE, OTHER_WITHIN = 14, 2
HEDGE_BEFORE, HEDGE_AFTER = 9, 4
LINKED_BEFORE = 4
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stance:
    """negated: it is denied; hedged: guessed, asked, or denied twice over; elsewhere: of another person or day."""

    negated: bool
    hedged: bool
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the fact sheet itself speaks of a fact: what it hedges or denies is no doubt of the learner's."""

    words: frozenset[str] = NOTHING
    text: str = ""
    negators: frozenset[str] = NOTHING
    deadline: bool = False
    days: frozenset[str] = NOTHING


@dataclass(frozen=True, slots=True)
class Doubts:
    """Where a reading hedges, or speaks of others; made once for each reading."""

    reading: Reading
    words: Lexicon
    hedges: tuple[tuple[int, int], ...]
    elsewhere: tuple[tuple[int, int], ...] = ()


def doubts(reading: Reading) -> Doubts:
    """Finds the hedges of a reading, and the words in it that point to other people and other days."""
    words = lexicon(reading.language)
    found = {r for phrase in words.hedges for m in find(reading, phrase, gap=0, mend=False) for r in m.ranges}
    away = {r for phrase in words.elsewhere for m in find(reading, phrase, gap=0, mend=False) for r in m.ranges}
    away |= {
        r for i, t in enumerate(reading.tokens) if t.word in words.other_words and (r := _other(reading, words, i))
    }
    return Doubts(reading, words, tuple(sorted(found)), tuple(sorted(away)))


def _other(reading: Reading, words: Lexicon, at: int) -> tuple[int, int] | None:
    """ "Another third grader", "the other bus": the word and the one that it is about."""
    for i in range(at + 1, min(at + 2 + OTHER_WITHIN, len(reading.tokens))):
        token = reading.tokens[i]
        if token.sentence != reading.tokens[at].sentence or token.breaks:
            return None
        if token.keys[0] in _stems(words.other_heads, words.language):
            return at, i
    return None


def _starts(reading: Reading, at: int, phrases: tuple[str, ...]) -> bool:
    language = reading.language
    return any(
        all(stem(reading.word(at + n), language) == stem(w, language) for n, w in enumerate(p.split())) for p in phrases
    )


def negators(d: Doubts, first: int, own: frozenset[str] = NOTHING, deadline: bool = False) -> int:
    """How many negators stand before token `first` in its clause; those of `own` are the sheet's and do not count.

    "It will not come before 7:40" says when it comes; "not before noon", where the sheet gives noon as a deadline, does
    not, and neither does "you do not have until noon".
    """
    tokens, words = d.reading.tokens, d.words
    floor = max(d.reading.sentences[tokens[first].sentence].first, first - WINDOW)
    count, undone, since = 0, False, set()
    for i in range(first - 1, floor - 1, -1):
        word = tokens[i].word
        if tokens[i + 1].breaks or word in words.clause_words:
            break
        if word in words.joins and not tokens[i + 1].is_value:
            break
        undone = undone or word in words.undone_by
        since.add(word)
        before = d.reading.word(i - 1)
        if word not in words.negators or word in own or before in words.suggests:  # "why not wait"
            continue
        still = not undone or deadline or since & words.still_denied
        if still and not _starts(d.reading, i, words.negation_idioms):
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


def _elsewhere(d: Doubts, first: int, last: int, sheet: Sheet) -> bool:
    """Whether another person or day is spoken of before, and nothing since leads back to the one who is written to."""
    tokens = d.reading.tokens
    for a, b in d.elsewhere:
        near = first - ELSEWHERE_BEFORE <= a and b < first and tokens[a].sentence == tokens[first].sentence
        inside = first < a and b < last
        if (
            not (near or inside)
            or d.reading.word(a - 1) in d.words.negators
            or f" {' '.join(d.reading.word(i) for i in range(a, b + 1))} " in sheet.text
        ):
            continue
        between = {tokens[i].word for i in range(b + 1, first)}
        if not between & (d.words.back_to_you | d.words.clause_words):
            return True
    return False


def _other_day(d: Doubts, first: int, sheet: Sheet) -> bool:
    """Whether the sentence names another day of the week than the sheet, and not the sheet's own."""
    if not sheet.days:
        return False
    sentence = d.reading.sentences[d.reading.tokens[first].sentence]
    named = {
        t.keys[0]
        for t in d.reading.tokens[sentence.first : sentence.last]
        if t.keys[0] in _stems(d.words.days, d.words.language)
    }
    return bool(named) and not named & sheet.days


@lru_cache(maxsize=16)
def _stems(words: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(f"w:{stem(word, language)}" for word in words)


def _hedged(d: Doubts, first: int, last: int, sheet: Sheet) -> bool:
    tokens = d.reading.tokens
    sentence = d.reading.sentences[tokens[first].sentence]
    before = d.reading.word(first - 1) if first > sentence.first else ""
    if tokens[first].is_value and before in d.words.hedges_before_value and before not in sheet.words:
        return True
    if sentence.question and tokens[sentence.first].word in d.words.question_starts and first > sentence.first:
        return True
    start = bisect_left(d.hedges, (first - HEDGE_BEFORE - WINDOW, 0))
    for a, b in d.hedges[start : start + 2 * WINDOW + HEDGE_BEFORE]:
        if a > last + HEDGE_AFTER:
            break
        near = first - HEDGE_BEFORE <= b < first or last < a
        said = f" {' '.join(d.reading.word(i) for i in range(a, b + 1))} "
        if near and tokens[a].sentence == tokens[first].sentence and said not in sheet.text:
            return True
    return False


def stance(d: Doubts, match: Match, sheet: Sheet = Sheet()) -> Stance:
    """How a match is meant. What the sheet itself hedges is part of the truth ("about four minutes")."""
    negated = hedged = elsewhere = False
    for first, last in match.ranges:
        count = negators(d, first, sheet.negators, sheet.deadline) + _denied_after(d, last)
        negated = negated or count % 2 == 1
        hedged = hedged or count >= 2 or _hedged(d, first, last, sheet)
        elsewhere = elsewhere or _elsewhere(d, first, last, sheet) or _other_day(d, first, sheet)
    return Stance(negated, hedged, elsewhere)


def _is_deadline(reading: Reading, words: Lexicon) -> bool:
    """Whether a text says by when, as in "by noon" or "entries close March 1", and not just when."""
    tokens = reading.tokens
    if any(t.word in words.deadline_words for t in tokens):
        return True
    values = [i for i, t in enumerate(tokens) if t.is_value]
    return any(tokens[at].word in words.deadline_links for i in values for at in range(max(i - LINKED_BEFORE, 0), i))


def barred(d: Doubts, match: Match) -> bool:
    """Whether "not" or "no" stands right before: "you are not too late" does not say that it is too late."""
    return d.reading.word(match.first - 1) in d.words.negators


@lru_cache(maxsize=1024)
def sheet_of(text: str, forms: tuple[str, ...], language: str) -> Sheet:
    """What a fact's own text hedges and denies."""
    reading = read_author(text, language)
    bare = Doubts(reading, lexicon(language), ())
    own: set[str] = set()
    # Where a form itself denies ("not be marked tardy"), another denial turns it round.
    denies = any(t.word in bare.words.turners for form in forms for t in read_author(form, language).tokens)
    for piece in (piece for form in forms for piece in form.split("&")):
        for match in find(reading, piece, mend=False):
            for first, _ in match.ranges:
                floor = reading.sentences[reading.tokens[first].sentence].first
                before = range(max(floor, first - WINDOW), first)
                own |= {reading.word(i) for i in before if reading.word(i) in bare.words.negators}
    for alike in bare.words.denials_alike:
        own |= alike if own & alike else set()
    days = frozenset(t.keys[0] for t in reading.tokens if t.keys[0] in _stems(bare.words.days, language))
    said = f" {' '.join(t.word for t in reading.tokens)} | {' | '.join(forms).lower()} "
    return Sheet(
        words=frozenset(t.word for t in reading.tokens),
        text=said,
        negators=NOTHING if denies else frozenset(own),
        deadline=_is_deadline(reading, bare.words),
        days=days,
    )
