"""Where it is not sure that a sentence gives a fact: a person looks.

`negation` and `otherwise` say what a sentence surely denies or surely tells of somebody else. Here a sentence is
compared with the fact sheet slot by slot: who or what it speaks of, the day, the direction ("opens", "closes"), what it
is counted by, who calls whom, and whether it tells or asks. A slot that the sheet fills in another way, or a verb that
undoes what it governs, is no proof of an error, only a reason not to be sure.
"""

from .doubts import Doubts
from .reading import Token
from .sheets import Sheet, days_beside, is_figure, side_of
from .subjects import begun_by_time, does_not, for_others, is_something_else, of_another, of_another_place
from .words import stem, stems

UNDONE_WITHIN = 6
GOVERNED_WITHIN = 5
DENIED_WITHIN = 7
DENIED_NEAR = 3
DATED = ("time", "date", "ord")


def unclear(d: Doubts, first: int, last: int, sheet: Sheet) -> bool:
    """Whether any slot of the sentence around tokens first..last speaks against the sheet, or asks."""
    if asked(d, first, last):
        return True
    if not sheet.text:
        return False
    start, end = clause(d, first, last)
    counts = any(t.is_value or t.word in d.words.days for t in d.reading.tokens[first : last + 1])
    if of_another(d, start, first, counts, sheet) or _turned(d, first, start, end, sheet):
        return True
    if begun_by_time(d, start, first, last) and of_another(d, last + 1, end - 1, counts, sheet):
        return True
    if _other_figure(d, first, last, sheet) or is_something_else(d, start, first, last, sheet):
        return True
    if not counts:  # times, numbers and days are told of many things, other words of few
        return does_not(d, last, sheet)
    return (
        of_another_place(d, start, first, sheet)
        or for_others(d, start, end, sheet)
        or _formerly(d, first, last, start, end, sheet)
        or _undone(d, first, last, start, end, sheet)
        or _at_another_time(d, first, last, sheet)
        or _other_side(d, first, sheet)
        or _other_rate(d, last, start, end, sheet)
        or _done_before(d, first, start, sheet)
        or _towards_us(d, first, start, end, sheet)
        or _supposed(d, start, first, sheet)
    )


def clause(d: Doubts, first: int, last: int) -> tuple[int, int]:
    """The clause around a match, as [start, end): up to the punctuation or the "but" on either side."""
    tokens = d.reading.tokens
    sentence = d.reading.sentences[tokens[first].sentence]
    start, end = first, last + 1
    while start > sentence.first and not tokens[start].breaks and tokens[start - 1].word not in d.words.clause_words:
        start -= 1
    while end < sentence.last and not tokens[end].breaks and tokens[end].word not in d.words.clause_words:
        end += 1
    return start, end


def asked(d: Doubts, first: int, last: int) -> bool:
    """Whether the match is asked for and not told: "so is it at 7:40?", "7:40, right?", "who said 7:40?".

    An offer gives it all the same: "can you come at 7:40?", "how about 7:40?", "shall I write down 7:40?".
    """
    tokens, words = d.reading.tokens, d.words
    sentence = d.reading.sentences[tokens[first].sentence]
    if not sentence.question:
        return False
    at = sentence.first
    while at < first and tokens[at].word in words.lead_ins:
        at += 1
    for offer in words.offers:
        said = offer.split()
        if [t.word for t in tokens[at : at + len(said)]] == said or d.reading.said(last + 1, last + 8).find(offer) >= 0:
            return False
    if tokens[at].word in words.asking:
        return at < first or not tokens[at].is_value
    tail = d.reading.said(max(last + 1, sentence.last - 3), sentence.last - 1)
    if any(tail == tag or tail.endswith(f" {tag}") for tag in words.tags):
        return True
    if not tokens[first].is_value:
        return False
    alone = {t.word for t in tokens[sentence.first : sentence.last] if not t.is_value} - words.links - words.articles
    told = words.present_words, words.past_words, words.action_verbs, words.function_words
    return not any(alone & listed for listed in told)


def _formerly(d: Doubts, first: int, last: int, start: int, end: int, sheet: Sheet) -> bool:
    """ "It was originally 7:40", with no "now" since."""
    tokens = d.reading.tokens
    since = {t.word for t in tokens[start:first]}
    if any(
        tokens[i].word in d.words.former - sheet.words and tokens[i + 1].keys[0] in sheet.things
        for i in range(last + 1, end - 1)
    ):
        return True  # "555-0142 was the old tip line"
    return bool(since & d.words.formerly - sheet.words) and not since & d.words.by_now


def _turned(d: Doubts, first: int, start: int, end: int, sheet: Sheet) -> bool:
    """A word against the sheet's own: "closes" where the sheet says "opens", "left" for "right"."""
    words = d.words
    tokens, leads = d.reading.tokens, first
    small = words.starts | words.ends | words.links | words.articles
    while tokens[first].is_value and leads > start and tokens[leads - 1].word in small:
        leads -= 1
    said = {
        tokens[i].keys[0]
        for i in range(start, end)
        if not leads <= i < first and (tokens[i].word not in words.sided or d.reading.word(i - 1) in words.articles)
    }
    for one, other in words.opposites:
        a, b = stems(one, words.language), stems(other, words.language)
        if (said & a and sheet.told & b and not sheet.told & a and not said & b) or (
            said & b and sheet.told & a and not sheet.told & b and not said & a
        ):
            return True
    return False


def _undone(d: Doubts, first: int, last: int, start: int, end: int, sheet: Sheet) -> bool:
    """A verb that undoes what it governs: "it missed the 28th", "they put off the vote of November 4"."""
    if d.reading.said(last + 1, last + 2) in d.words.out_right_after:
        return True
    near = range(max(start, first - UNDONE_WITHIN), min(end, last + 1 + UNDONE_WITHIN))
    tokens = d.reading.tokens
    if any(a in near and f" {d.reading.said(a, b)} " not in sheet.text for a, b in d.taken_back):
        return True
    return any(
        tokens[i].word in d.words.undoing
        and tokens[i].keys[0] not in sheet.told
        and not {t.word for t in tokens[max(start, i - DENIED_NEAR) : i]} & d.words.negators
        and not first <= i <= last
        for i in near
    )


def _at_another_time(d: Doubts, first: int, last: int, sheet: Sheet) -> bool:
    """A day right beside a time that the sheet does not have: "by 11 tomorrow", "on Saturday at 3:15"."""
    if sheet.recurs or not any(key.startswith("time:") for key in d.reading.tokens[first].keys):
        return False
    return bool(days_beside(d.reading, d.words, first, last) - sheet.beside - sheet.days)


def _other_side(d: Doubts, first: int, sheet: Sheet) -> bool:
    """ "Until 3:15" where the sheet says from when; "after 7:40" where it says at what time."""
    token, words = d.reading.tokens[first], d.words
    told = next((sheet.sides[key] for key in token.keys if key in sheet.sides), None)
    said, before = side_of(d.reading, words, first), d.reading.word(first - 1)
    listed = before in words.starts | words.ends | words.points and f" {before} {token.word} " in sheet.text
    if told is None or listed:
        return False
    if sheet.deadline and _dated(token):
        told = told or "end"
    start = d.reading.sentences[token.sentence].first
    if {t.word for t in d.reading.tokens[max(first - DENIED_WITHIN, start) : first]} & words.negators:
        return False
    if not told and not sheet.deadline:
        return _dated(token) and before in words.points
    waited = {t.word for t in d.reading.tokens[max(first - DENIED_WITHIN, start) : first]} & words.waits
    if said == "end" and waited:
        said = "start"  # "you have to wait until 3:15"
    return bool(told and said and said != told)


def _other_rate(d: Doubts, last: int, start: int, end: int, sheet: Sheet) -> bool:
    """ "$38 each day" where the sheet says "a week"."""
    words, after = d.words, d.reading.word(last + 1)
    if not sheet.rates:
        return False
    tokens = d.reading.tokens
    for i in range(start, end - 1):  # "for a day that's $38"
        other = tokens[i + 1].word in words.spans and tokens[i + 1].keys[0][2:] not in sheet.rates
        if tokens[i].word in words.per and other and d.reading.word(i + 2) not in words.spans:
            return True
    counted = after in words.per and last + 2 < len(d.reading.tokens) and d.reading.tokens[last + 2].is_value
    if counted:  # "every two weeks"
        return d.reading.word(last + 3) in words.rates
    unit = d.reading.word(last + 2) if after in words.per else words.rates_alone.get(after, "")
    return unit in words.rates and stem(unit, words.language) not in sheet.rates


def _dated(token: Token) -> bool:
    return any(key.partition(":")[0] in DATED for key in token.keys)


def _other_figure(d: Doubts, first: int, last: int, sheet: Sheet) -> bool:
    """The right name with another number: "Ms. Fenn, 555-1077", where the sheet has 555-0177."""
    tokens = d.reading.tokens
    sentence = d.reading.sentences[tokens[first].sentence]
    said = [t for t in tokens[sentence.first : sentence.last] if is_figure(t)]
    return bool(sheet.figures and said) and not any(key in sheet.figures for t in said for key in t.keys)


def _done_before(d: Doubts, first: int, start: int, sheet: Sheet) -> bool:
    """A time after a verb that tells what was done: "I already called two dads by 11:00"."""
    tokens, words = d.reading.tokens, d.words
    if sheet.happened or not _dated(tokens[first]):
        return False
    for i in range(first - 1, max(start, first - GOVERNED_WITHIN) - 1, -1):
        word = tokens[i].word
        if word in words.present_words or word in words.function_words & words.past_words:
            return False
        if words.past_ending and len(word) > 4 and word.endswith(words.past_ending):
            before = {d.reading.word(n) for n in range(max(start, i - 3), i)}
            return word not in words.arranged and not before & words.auxiliaries
    return False


def _towards_us(d: Doubts, first: int, start: int, end: int, sheet: Sheet) -> bool:
    """ "Call us by 11:00" where the sheet says that we call."""
    tokens, words = d.reading.tokens, d.words
    if not _dated(tokens[first]) or sheet.words & words.obliges:
        return False
    return any(
        tokens[i].word in words.reach_words - words.asks and d.reading.word(i + 1) in words.of_ours
        for i in range(start, end - 1)
    )


def _supposed(d: Doubts, start: int, first: int, sheet: Sheet) -> bool:
    """ "If someone picks it up you'd know by 7:10": an "if" and a "would" in one sentence."""
    tokens, words = d.reading.tokens, d.words
    sentence = d.reading.sentences[tokens[first].sentence]
    if sheet.words & words.conditions:
        return False
    said = {t.word for t in tokens[sentence.first : first]}
    after = {tokens[i].word for i in range(start, first)}
    return bool(said & words.conditions and after & words.woulds) and not said & words.wishes - words.woulds
