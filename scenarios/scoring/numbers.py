"""Times, dates, money, phone numbers and number words, each in one comparable form.

"7:40", "7.40 a.m." and "twenty to eight" all get the key "time:7:40".
"""

from dataclasses import dataclass

from .text import Raw, listed
from .values import LONGEST_NUMBER, SCALES, Value, date, money, number_key, time, value_of

_UNITS = {w: n for n, w in enumerate(
    listed("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"))}  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)}
_ORDINALS = {w: n for n, w in enumerate(
    listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"), start=1)} | {"thirtieth": 30}  # fmt: skip
_MONTHS = {w: n for n, w in enumerate(listed(
    "january february march april may june july august september october november december"), start=1)}  # fmt: skip
_MONTHS |= {w[:3]: n for w, n in _MONTHS.items()} | {"sept": 9}
_PARTS = {"quarter": 15, "half": 30}
_CLOCK_BEFORE = frozenset(listed("at by until till before after around about since from is due for past"))
_RANGE_BEFORE = frozenset(listed("from between open in take takes within"))
_UNIT_AFTER = frozenset(
    listed(
        "minute minutes min mins hour hours day days week weeks month months year years dollar dollars cent cents "
        "percent people children students times business school"
    )
)


@dataclass(frozen=True, slots=True)
class _Word:
    """Walks the raw pieces; `near` says that only blanks or a hyphen part a piece from the one before."""

    raws: list[Raw]
    text: str

    def word(self, i: int) -> str:
        return self.raws[i].text.lower() if 0 <= i < len(self.raws) else ""

    def near(self, i: int) -> bool:
        if not 0 < i < len(self.raws):
            return False
        gap = self.text[self.raws[i - 1].end : self.raws[i].start]
        return len(gap) <= 3 and gap.strip(" -") == ""

    def small(self, i: int) -> int | None:
        """A number below 60 in words or digits at i, one piece long."""
        word = self.word(i)
        if word in _UNITS:
            return _UNITS[word]
        if word in _TENS:
            return _TENS[word]
        return int(word) if word.isascii() and word.isdigit() and len(word) <= 2 else None

    def count(self, i: int) -> tuple[int, int, bool] | None:
        """A number in words from i: (value, index after it, is it an ordinal)."""
        total, group, at, seen = 0, 0, i, ""
        while at < len(self.raws) and (at == i or self.near(at)) and at - i < 12:
            word = self.word(at)
            if word in _ORDINALS and (seen in ("", "scale") or (seen == "tens" and _ORDINALS[word] < 10)):
                return total + group + _ORDINALS[word], at + 1, True
            if word in _UNITS and (seen in ("", "scale") or (seen == "tens" and 0 < _UNITS[word] < 10)):
                group, seen = group + _UNITS[word], "unit"
            elif word in _TENS and seen in ("", "scale"):
                group, seen = group + _TENS[word], "tens"
            elif word == "hundred" and seen in ("unit", "tens"):
                group, seen = group * 100, "scale"
            elif word in SCALES and word != "hundred" and seen:
                total, group, seen = total + group * SCALES[word], 0, "scale"
            elif word == "and" and seen == "scale" and (self.word(at + 1) in _UNITS or self.word(at + 1) in _TENS):
                pass
            else:
                break
            at += 1
        return (total + group, at, False) if seen else None


def _half_after(walk: _Word, i: int) -> tuple[str, int]:
    """Reads "a.m." or "p m" written apart after a clock in words: the half and the next index."""
    word = walk.word(i)
    if word in ("am", "pm") and walk.near(i):
        return word[0], i + 1
    if word in ("a", "p") and walk.word(i + 1) == "m" and walk.near(i):
        return word, i + 2
    if word == "in" and walk.word(i + 1) == "the" and walk.word(i + 2) in ("morning", "afternoon", "evening"):
        return ("a" if walk.word(i + 2) == "morning" else "p"), i  # the words stay words
    return "", i


def _clock_words(walk: _Word, i: int) -> tuple[Value, int] | None:
    start = walk.raws[i].start
    word = walk.word(i)
    if word in ("noon", "midday", "midnight"):
        return time(12, 0, "a" if word == "midnight" else "p", start, walk.raws[i].end), i + 1
    found = _to_or_past(walk, i) or _hour_and_minutes(walk, i)
    if found is None:
        return None
    hour, minute, after = found
    half, after = _half_after(walk, after)
    return time(hour, minute, half, start, walk.raws[after - 1].end), after


def _to_or_past(walk: _Word, i: int) -> tuple[int, int, int] | None:
    """ "Twenty to eight", "quarter past seven", "20 minutes to 8"; ranges such as "five to ten days" are left alone."""
    part, at = _PARTS.get(walk.word(i)), i + 1
    digits = walk.word(i).isdigit()
    named = part is not None
    if part is None:
        part = walk.small(i)
        if part is not None and part >= 20 and part % 10 == 0 and 0 < (walk.small(at) or 0) < 10 and not digits:
            part, at = part + (walk.small(at) or 0), at + 1
    if part is None or not 0 < part < 60:
        return None
    if walk.word(at) in ("minutes", "min", "minute"):
        named, at = True, at + 1
    link = walk.word(at)
    hour = walk.small(at + 1)
    if link not in ("to", "till", "til", "of", "past", "after") or hour is None or not 1 <= hour <= 12:
        return None
    if walk.raws[at + 1].kind != "word" and not named and not (digits and walk.word(i - 1) in _CLOCK_BEFORE):
        return None
    if walk.word(at + 2) in _UNIT_AFTER or walk.word(i - 1) in _RANGE_BEFORE:
        return None
    if not named and (part % 5 or (link in ("of", "after") and not digits)):
        return None
    if link in ("past", "after"):
        return hour, part, at + 2
    return (hour - 1 or 12), 60 - part, at + 2


def _hour_and_minutes(walk: _Word, i: int) -> tuple[int, int, int] | None:
    """ "Seven forty", "eight o'clock"."""
    hour = walk.small(i)
    if hour is None or not 1 <= hour <= 12:
        return None
    if walk.word(i + 1) in ("o'clock", "oclock"):
        return hour, 0, i + 2
    if not walk.near(i + 1) or walk.raws[i].kind != "word":
        return None
    if walk.word(i + 1) == "oh" and 0 < (walk.small(i + 2) or 0) < 10:
        return hour, walk.small(i + 2) or 0, i + 3
    tail = walk.count(i + 1)
    if tail is None or tail[2] or not 10 <= tail[0] <= 59 or walk.word(tail[1]) in _UNIT_AFTER:
        return None
    return hour, tail[0], tail[1]


def _month_day(walk: _Word, i: int) -> tuple[Value, int] | None:
    start = walk.raws[i].start
    if walk.word(i) in _MONTHS:
        at = i + 2 if walk.word(i + 1) == "the" else i + 1
        day = _day(walk, at)
        if day and (value := date(_MONTHS[walk.word(i)], day[0], start, walk.raws[day[1] - 1].end)):
            return value, day[1]
        return None
    day = _day(walk, i)
    if day is None:
        return None
    at = day[1] + (walk.word(day[1]) == "of")
    month_or_verb = walk.word(at) in ("may", "mar", "march")
    if walk.word(at) not in _MONTHS or (month_or_verb and at == day[1] and not walk.near(at)):
        return None
    value = date(_MONTHS[walk.word(at)], day[0], start, walk.raws[at].end)
    return (value, at + 1) if value else None


def _day(walk: _Word, i: int) -> tuple[int, int] | None:
    if not 0 <= i < len(walk.raws):
        return None
    raw = walk.raws[i]
    if raw.kind in ("ordinal", "number") and raw.text.rstrip("stndrhSTNDRH").isdigit() and len(raw.text) <= 4:
        return int(raw.text.rstrip("stndrhSTNDRH")), i + 1
    if raw.kind == "word" and (found := walk.count(i)) and (found[2] or walk.word(i - 1) != "may"):
        return found[0], found[1]  # "may one ask" is no date
    return None


def _counted(walk: _Word, i: int) -> tuple[Value, int] | None:
    """A number in words, or a number followed by dollars or cents."""
    raw = walk.raws[i]
    if raw.kind == "number":
        text, after, ordinal = raw.text, i + 1, False
        scale = SCALES.get(walk.word(after), 1) if walk.near(after) else 1
        if scale > 1 and "." not in text and len(text) < LONGEST_NUMBER:
            text, after = str(int(text.replace(",", "")) * scale), after + 1
    else:
        found = walk.count(i)
        if found is None:
            return None
        text, after, ordinal = str(found[0]), found[1], found[2]
    if ordinal:
        return Value((f"ord:{text}", f"num:{text}"), (f"ord:{text}",), raw.start, walk.raws[after - 1].end), after
    unit = walk.word(after)
    if unit in ("dollar", "dollars", "bucks"):
        return money(text, raw.start, walk.raws[after].end), after + 1
    if unit in ("cent", "cents") and text.isdigit() and len(text) <= LONGEST_NUMBER:
        return Value((f"money:{int(text)}",), (f"money:{int(text)}",), raw.start, walk.raws[after].end), after + 1
    if raw.kind == "number" and after == i + 1:
        return None
    return Value((number_key(text),), (number_key(text),), raw.start, walk.raws[after - 1].end), after


def _with_hour(value: Value, before: str) -> Value:
    """A bare 1-12 after "at" or "by" may be an hour: it gets that key as well."""
    key = value.main[0]
    if before in _CLOCK_BEFORE and key.startswith("num:") and key[4:].isdigit() and 1 <= int(key[4:]) <= 12:
        return Value((key, f"time:{int(key[4:])}:00"), value.main, value.start, value.end)
    return value


def with_values(raws: list[Raw], text: str) -> list[tuple[Raw, Value | None]]:
    """The raw pieces with values read; a value of several pieces takes the first one's place."""
    walk = _Word(raws, text)
    out: list[tuple[Raw, Value | None]] = []
    i = 0
    while i < len(raws):
        raw = raws[i]
        merged = None
        if raw.kind in ("word", "number", "ordinal"):
            merged = _clock_words(walk, i) or _month_day(walk, i) or _counted(walk, i)
        if merged:
            value, after = merged
            whole = Raw("value", text[value.start : value.end], value.start, value.end)
            out.append((whole, _with_hour(value, walk.word(i - 1))))
            i = after
            continue
        single = value_of(raw)
        out.append((raw, _with_hour(single, walk.word(i - 1)) if single else None))
        i += 1
    return out
