"""Whether what is found is said of somebody or something else, of another day, hour or year.

"Another bus comes at 7:40" says nothing about this one; neither do "it was 7:40 last year", "bus 141 is due at 7:40",
and "7:40 p.m." where the sheet means the morning.
"""

from .doubts import Doubts
from .forms import Match
from .reading import Token
from .sheets import Sheet, is_date, label_at
from .words import stems

BEFORE, AFTER = 14, 6
VERB_WITHIN = 8
BESIDE = 2


def otherwise(d: Doubts, match: Match, sheet: Sheet) -> bool:
    """Whether any piece of a match is about something else than its fact."""
    return (
        any(_of_others(d, *r, sheet) or _gone_by(d, *r, sheet) or _past(d, *r, sheet) for r in match.ranges)
        or any(_other_day(d, first, sheet) or _other_label(d, first, sheet) for first, _ in match.ranges)
        or _other_hour(d, match, sheet)
        or _other_date(d, match, sheet)
        or any(
            match.last < a and d.reading.tokens[a].sentence == _sentence(d, match) and not _goes_on(d, match.last, a)
            for a, _ in d.not_yours
        )
    )


def _sentence(d: Doubts, match: Match) -> int:
    return d.reading.tokens[match.last].sentence


def _on_sheet(d: Doubts, a: int, b: int, sheet: Sheet) -> bool:
    return f" {d.reading.said(a, b)} " in sheet.text


def _of_others(d: Doubts, first: int, last: int, sheet: Sheet) -> bool:
    """Another person or day is spoken of before, and nothing since leads back to the one who is written to; or the
    match is said to be "of another family"."""
    tokens = d.reading.tokens
    for a, b in (*d.elsewhere, *_former_things(d, first, sheet)):
        if tokens[a].sentence != tokens[first].sentence or _on_sheet(d, a, b, sheet):
            continue
        before = a - 2 if d.reading.word(a - 1) in d.words.articles else a - 1
        if last < a <= last + AFTER and d.reading.word(before) in d.words.belongs and not _parted(d, last, a):
            return True
        near = first - BEFORE <= a and b < first
        if not (near or (first < a and b < last)) or d.reading.word(a - 1) in d.words.negators:
            continue
        if not {tokens[i].word for i in range(b + 1, first)} & (d.words.back_to_you | d.words.clause_words):
            return True
    return False


def _former_things(d: Doubts, first: int, sheet: Sheet) -> list[tuple[int, int]]:
    """ "The last bond", where the sheet or the situation speaks of a bond."""
    floor = d.reading.sentences[d.reading.tokens[first].sentence].first
    return [
        (i, i + 1)
        for i in range(max(floor, first - BEFORE), first)
        if d.reading.word(i) in d.words.former - sheet.words
        and (d.reading.tokens[i + 1].keys[0] in sheet.things or d.reading.word(i + 1) in sheet.around)
        and d.reading.word(i + 1) not in d.words.other_plain
    ]


def _gone_by(d: Doubts, first: int, last: int, sheet: Sheet) -> bool:
    """A time gone by right after, or as part of the match: "June 30 last year", "ten minutes ago"."""
    return any(
        first <= a <= last + AFTER and last <= b and not _parted(d, last, a) and not _on_sheet(d, a, b, sheet)
        for a, b in d.past_times
    )


def _goes_on(d: Doubts, last: int, until: int) -> bool:
    """Whether another thought begins in between: "7:40, and that is not your fault"."""
    between = d.reading.tokens[last + 1 : until]
    return any(t.word in d.words.joins | d.words.clause_words for t in between)


def _parted(d: Doubts, last: int, until: int) -> bool:
    tokens = d.reading.tokens
    return any(
        tokens[i].breaks or tokens[i].sentence != tokens[last].sentence or tokens[i].word in d.words.clause_words
        for i in range(last + 1, until + 1)
    )


def _past(d: Doubts, first: int, last: int, sheet: Sheet) -> bool:
    """A time, date or number after a verb of the past, where the sheet tells of nothing past."""
    tokens = d.reading.tokens
    if sheet.past or not sheet.text or not any(tokens[i].is_value for i in range(first, last + 1)):
        return False
    for i in range(first - 1, max(first - 1 - VERB_WITHIN, -1), -1):
        present = tokens[i].word in d.words.present_words and d.reading.word(i - 1) not in d.words.to_do
        if tokens[i + 1].breaks or tokens[i].word in d.words.clause_words or present:
            return False
        if tokens[i].word in d.words.past_words:
            return True
    return False


def _other_day(d: Doubts, first: int, sheet: Sheet) -> bool:
    """The sentence names another day of the week than the sheet, and not the sheet's own."""
    if not sheet.days:
        return False
    sentence = d.reading.sentences[d.reading.tokens[first].sentence]
    days = stems(d.words.days, d.words.language)
    named = {t.keys[0] for t in d.reading.tokens[sentence.first : sentence.last] if t.keys[0] in days}
    return bool(named) and not named & sheet.days


def _other_label(d: Doubts, first: int, sheet: Sheet) -> bool:
    """The sentence names another bus, room or grade by its number than the sheet, and not the sheet's own."""
    if not sheet.labels:
        return False
    sentence = d.reading.sentences[d.reading.tokens[first].sentence]
    named = {label_at(d.reading, d.words, i) for i in range(sentence.first, sentence.last)}
    things = {thing for thing, _ in sheet.labels}
    return not named & sheet.labels and any(label and label[0] in things for label in named)


def _other_hour(d: Doubts, match: Match, sheet: Sheet) -> bool:
    """The other half of the day; or a match without a time, and another time than the sheet's right beside it."""
    tokens, times = d.reading.tokens, []
    for first, last in match.ranges:
        times += [tokens[i] for i in range(first, last + 1) if _time(tokens[i])]
    if times:
        return any(_is_other_half(t, sheet) for t in times)
    if any(_is_other_half(tokens[i], sheet) for first, last in match.ranges for i in range(first, last + 1)):
        return True
    if not sheet.halves:
        return False
    sentence = d.reading.sentences[tokens[match.first].sentence]
    beside = tokens[max(sentence.first, match.first - BESIDE) : min(sentence.last, match.last + 1 + BESIDE)]
    said = [t for t in tokens[sentence.first : sentence.last] if _time(t)]
    if any(_time(t) in sheet.halves and not _is_other_half(t, sheet) for t in said):
        return False
    return any(t in said for t in beside)


def _other_date(d: Doubts, match: Match, sheet: Sheet) -> bool:
    """Another date right beside: "Thursday, the 29th" where the sheet says the 22nd."""
    if not sheet.dates:
        return False
    sentence = d.reading.sentences[d.reading.tokens[match.last].sentence]
    beside = d.reading.tokens[match.last + 1 : min(sentence.last, match.last + 1 + BESIDE)]
    dates = [t for t in beside if is_date(t)]
    return bool(dates) and not any(key in sheet.dates for t in dates for key in t.keys)


def _time(token: Token) -> str:
    return token.main[0] if token.main[0].startswith("time:") else ""


def _is_other_half(token: Token, sheet: Sheet) -> bool:
    """Every time key of a token counts: "by 11 tonight" may be a bare number with an hour's key."""
    return bool(token.half) and any(sheet.halves.get(key, token.half) != token.half for key in token.keys)
