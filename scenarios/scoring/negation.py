"""Whether something found is said, denied, only guessed at, or said of somebody else or another day.

"Not 7:40" gives no credit; "not later than 7:40" does; "I think 7:40" gives it, with "look again"; "another bus comes
at 7:40" says nothing about this one.
"""

from bisect import bisect_left
from dataclasses import dataclass

from .doubts import Doubts
from .forms import Match
from .otherwise import otherwise
from .reading import Reading
from .sheets import NOTHING, WINDOW, Sheet
from .unclear import unclear
from .words import stem

DENIED_WITHIN, ENDED_WITHIN = 3, 8
HEDGE_BEFORE, HEDGE_AFTER = 9, 6
CONDITION_WITHIN, MAY_BEFORE = 3, 5
DATED = ("time", "date", "ord")
NO_SHEET = Sheet()


@dataclass(frozen=True, slots=True)
class Stance:
    """negated: it is denied; hedged: guessed, asked, or denied twice over; elsewhere: of another person or day."""

    negated: bool
    hedged: bool
    elsewhere: bool = False


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
    count, undone, unless, since = 0, False, False, set()
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
            count += -1 if unless else 1  # "nobody gets in without an ID" denies nothing
            unless = word in words.unless_words
    return count


def _denied_after(d: Doubts, last: int) -> bool:
    """ "Room 9 is not free", "the meeting was canceled", "is not our nurse any more"."""
    tokens = d.reading.tokens
    for at in range(last + 1, min(last + 1 + ENDED_WITHIN, len(tokens))):
        if tokens[at].sentence != tokens[last].sentence or tokens[at].breaks:
            return False
        if tokens[at].word in d.words.joins | d.words.clause_words:  # "7:40, and she will not be late"
            return False
        if at <= last + DENIED_WITHIN and _starts(d.reading, at, d.words.negation_after):
            return True
        if _starts(d.reading, at, d.words.ended):
            return True
    return False


def _answered_no(d: Doubts, last: int) -> bool:
    """ "Is it 7:40? No, 8:40." """
    sentences, at = d.reading.sentences, d.reading.tokens[last].sentence
    if not sentences[at].question or at + 1 >= len(sentences):
        return False
    return d.reading.word(sentences[at + 1].first) in d.words.says_no


def _off(d: Doubts, first: int, sheet: Sheet) -> bool:
    """ "More than $38", "the day after March 1", "instead of 7:40"; not "no later than 7:40"."""
    before = first - 2 if d.reading.word(first - 1) in d.words.articles else first - 1
    return any(
        b == before and d.reading.word(a - 1) not in d.words.negators and f" {d.reading.said(a, b)} " not in sheet.text
        for a, b in d.off
    )


def _beyond(d: Doubts, first: int, sheet: Sheet) -> bool:
    """ "After 11:45", "more than 2 days" where the sheet says by when; "after the 20th it is too late" is no such."""
    tokens = d.reading.tokens
    sentence = d.reading.sentences[tokens[first].sentence]
    if not sheet.deadline or not tokens[first].is_value:
        return False
    return any(
        b == first - 1
        and a > sentence.first
        and d.reading.word(a - 1) not in d.words.negators
        and not {t.word for t in tokens[sentence.first : sentence.last]} & d.words.too_late
        and f" {d.reading.said(a, b)} " not in sheet.text
        for a, b in d.beyond
    )


def _hedged(d: Doubts, first: int, last: int, sheet: Sheet) -> bool:
    tokens = d.reading.tokens
    sentence = d.reading.sentences[tokens[first].sentence]
    before = d.reading.word(first - 1) if first > sentence.first else ""
    offered = sentence.question and d.reading.said(first - 2, first - 1) in d.words.offers  # "how about 7:40?"
    guess = before in d.words.hedges_before_value and before not in sheet.words
    rough = before in d.words.about and sheet.words & d.words.about  # "roughly $88" where the sheet says "about"
    if tokens[first].is_value and guess and not rough and not offered:
        return True
    if sentence.question and tokens[sentence.first].word in d.words.question_starts and first > sentence.first:
        return True
    if _perhaps(d, first, sheet) or _repeated(d, first, sheet) or _depends(d, first, sheet):
        return True
    start = bisect_left(d.hedges, (first - HEDGE_BEFORE - WINDOW, 0))
    for a, b in d.hedges[start : start + 2 * WINDOW + HEDGE_BEFORE]:
        if a > last + HEDGE_AFTER:
            break
        near = first - HEDGE_BEFORE <= b < first or last < a
        same = tokens[a].sentence == tokens[first].sentence
        allowed = sheet.words & d.words.allows and {t.word for t in tokens[a : b + 1]} & d.words.may
        own = {t.keys[0] for t in tokens[a : b + 1] if t.word not in d.words.function_words}
        if near and same and not allowed and not (own and own <= sheet.told):
            return True
    return False


def _perhaps(d: Doubts, first: int, sheet: Sheet) -> bool:
    """ "She may call by noon" is a guess; "you may call by noon" is none, nor is what the sheet itself allows."""
    tokens, words = d.reading.tokens, d.words
    beside = range(max(first - MAY_BEFORE, 1), first)
    if any(
        tokens[i].word in words.might_be and {tokens[i - 1].word, d.reading.word(i - 2)} & words.may for i in beside
    ):
        return True  # "it may have been 7:40"
    if sheet.words & words.allows or not sheet.text:
        return False
    for i in range(first - 1, max(first - 1 - MAY_BEFORE, 0), -1):
        if tokens[i + 1].breaks or tokens[i].sentence != tokens[i - 1].sentence:
            return False
        if tokens[i].word in words.may and not tokens[i].is_value:
            return tokens[i - 1].word not in words.back_to_you
    return False


def _repeated(d: Doubts, first: int, sheet: Sheet) -> bool:
    """ "You said 7:40": the other person's words, up to the end of the clause."""
    tokens = d.reading.tokens
    for a, b in d.your_words:
        if b < first and tokens[a].sentence == tokens[first].sentence and f" {d.reading.said(a, b)} " not in sheet.text:
            between = tokens[b + 1 : first + 1]
            if not any(t.breaks or t.word in d.words.clause_words for t in between):
                return True
    return False


def _depends(d: Doubts, first: int, sheet: Sheet) -> bool:
    """ "If you had a lease, today"; a time or day that depends on what is not known: "Thursday, if the truck comes".

    "If you like, at 7:40" depends on nothing, nor does "if it is in by the 20th".
    """
    tokens, words = d.reading.tokens, d.words
    sentence = d.reading.sentences[tokens[first].sentence]
    if sheet.words & words.conditions:
        return False
    kind = tokens[first].main[0].partition(":")[0]
    lasts = tokens[first].is_value and {t.word for t in tokens[first + 1 : first + 3]} & words.lengths
    dated = kind in DATED or lasts or tokens[first].word in words.days | words.soon
    for i in range(sentence.first, sentence.last):
        if tokens[i].word not in words.conditions:
            continue
        after = [d.reading.word(n) for n in range(i + 1, min(i + 1 + CONDITION_WITHIN, sentence.last))]
        if words.hypothetical & {*after}:
            return True
        between = tokens[i + 1 : first + 1]
        if any(t.breaks and t.word in words.joins for t in between):  # "if it fails call me, and I call by 11:00"
            continue
        inside = i < first and not any(t.breaks for t in between)
        wished = words.wishes & {*after}  # "if she would rather"
        if dated and not inside and not wished and after[:1] and after[0] in words.uncertain:
            return True
    return False


def stance(d: Doubts, match: Match, sheet: Sheet = NO_SHEET) -> Stance:
    """How a match is meant. What the sheet itself hedges is part of the truth ("about four minutes")."""
    negated = hedged = False
    for first, last in match.ranges:
        count = negators(d, first, sheet.negators, sheet.deadline) + _denied_after(d, last)
        negated = (
            negated or count % 2 == 1 or _answered_no(d, last) or _beyond(d, first, sheet) or _off(d, first, sheet)
        )
        hedged = hedged or count >= 2 or _hedged(d, first, last, sheet) or unclear(d, first, last, sheet)
    return Stance(negated, hedged, otherwise(d, match, sheet))


def barred(d: Doubts, match: Match) -> bool:
    """Whether "not" or "no" stands right before: "you are not too late" does not say that it is too late."""
    return d.reading.word(match.first - 1) in d.words.negators
