"""Times, dates, money, phone numbers and number words, each in one comparable form.

"7:40", "7.40 a.m." and "twenty to eight" all get the key "time:7:40".
"""

from dataclasses import dataclass, replace

from .lexicon import NumberWords, number_words
from .text import Raw, ends_sentence
from .values import LONGEST_NUMBER, Value, date, money, number_key, time, value_of

HALF_WITHIN = 3
SPELLED = (7, 10)  # figures of a phone number


@dataclass(frozen=True, slots=True)
class _Word:
    """Walks the raw pieces; `near` says that only blanks or a hyphen part a piece from the one before."""

    raws: list[Raw]
    text: str
    n: NumberWords

    def word(self, i: int) -> str:
        return self.raws[i].text.lower() if 0 <= i < len(self.raws) else ""

    def near(self, i: int, parting: str = " -") -> bool:
        if not 0 < i < len(self.raws):
            return False
        gap = self.text[self.raws[i - 1].end : self.raws[i].start]
        return len(gap) <= 3 and gap.strip(parting) == ""

    def same(self, first: int, last: int) -> bool:
        """Whether no sentence ends between two pieces."""
        if not 0 <= first <= last < len(self.raws):
            return False
        return not any(
            ends_sentence(self.raws[i], self.text[self.raws[i].end : self.raws[i + 1].start], "A")
            for i in range(first, last)
        )

    def small(self, i: int) -> int | None:
        """A number below 60 in words or digits at i, one piece long."""
        word = self.word(i)
        if word in self.n.units:
            return self.n.units[word]
        if word in self.n.tens:
            return self.n.tens[word]
        return int(word) if word.isascii() and word.isdigit() and len(word) <= 2 else None

    def count(self, i: int) -> tuple[int, int, bool] | None:
        """A number in words from i: (value, index after it, is it an ordinal)."""
        total, group, at, seen = 0, 0, i, ""
        while at < len(self.raws) and (at == i or self.near(at)) and at - i < 12:
            word = self.word(at)
            if word in self.n.ordinals and (seen in ("", "scale") or (seen == "tens" and self.n.ordinals[word] < 10)):
                return total + group + self.n.ordinals[word], at + 1, True
            if word in self.n.units and (
                seen in ("", "scale") or (seen in ("tens", "tens and") and 0 < self.n.units[word] < 10)
            ):
                group, seen = group + self.n.units[word], "unit"
            elif word in self.n.tens and seen in ("", "scale"):
                group, seen = group + self.n.tens[word], "tens"
            elif word in self.n.one and at == i and self.n.scales.get(self.word(at + 1)) == 100:
                group, seen = 1, "unit"
            elif self.n.scales.get(word) == 100 and seen in ("unit", "tens"):
                group, seen = group * 100, "scale"
            elif self.n.scales.get(word, 0) > 100 and seen:
                total, group, seen = total + group * self.n.scales[word], 0, "scale"
            elif word in self.n.and_ and seen in self.n.and_after and self._below_hundred(at + 1):
                pass
            else:
                break
            at += 1
        return (total + group, at, False) if seen else None

    def _below_hundred(self, i: int) -> bool:
        return self.word(i) in self.n.units or self.word(i) in self.n.tens


def _half_after(walk: _Word, i: int) -> tuple[str, int]:
    """Reads "a.m." or "p m" written apart after a clock in words: the half and the next index."""
    word = walk.word(i)
    if word in ("am", "pm") and walk.near(i):
        return word[0], i + 1
    if word in ("a", "p") and walk.word(i + 1) == "m" and walk.near(i):
        return word, i + 2
    return "", i


def _half_beside(walk: _Word, first: int, after: int) -> str:
    """The half of the day that the words around a clock tell: "in the evening", "tonight", "Tuesday mornings at"."""
    at = after
    while at < after + HALF_WITHIN and walk.word(at) in walk.n.half_lead:
        at += 1
    told = walk.n.halves if at > after else {w: h for w, h in walk.n.halves.items() if w in walk.n.halves_alone}
    if walk.word(at) in told and walk.same(after - 1, at):
        return told[walk.word(at)]
    at = first - 1
    while at > first - 1 - HALF_WITHIN and walk.word(at) in walk.n.clock_before:
        at -= 1
    if walk.word(at) in walk.n.halves_alone and walk.same(at, first):
        return walk.n.halves[walk.word(at)]
    return ""


def _with_half(walk: _Word, value: Value, first: int, after: int) -> Value:
    is_time = any(key.startswith("time:") for key in value.keys)
    if value.half or not is_time:
        return value
    return replace(value, half=_half_beside(walk, first, after))


def _clock_words(walk: _Word, i: int) -> tuple[Value, int] | None:
    start = walk.raws[i].start
    word = walk.word(i)
    if word in walk.n.noon or word in walk.n.midnight:
        return time(12, 0, "a" if word in walk.n.midnight else "p", start, walk.raws[i].end), i + 1
    found = _hour_then_part(walk, i) if walk.n.hour_first else _to_or_past(walk, i) or _hour_and_minutes(walk, i)
    if found is None:
        return None
    hour, minute, after = found
    half, after = _half_after(walk, after)
    return time(hour, minute, half, start, walk.raws[after - 1].end), after


def _hour_then_part(walk: _Word, i: int) -> tuple[int, int, int] | None:
    """ "Ocho menos veinte", "siete y media", where a language says the hour first."""
    hour, link = walk.small(i), walk.word(i + 1)
    if hour is None or not 1 <= hour <= 12 or walk.word(i - 1) not in walk.n.clock_before:
        return None
    if link in walk.n.o_clock:
        return hour, 0, i + 2
    if link not in walk.n.to and link not in walk.n.past:
        return None
    part, after = walk.n.parts.get(walk.word(i + 2)), i + 3
    if part is None:
        tail = walk.count(i + 2)
        part, after = (tail[0], tail[1]) if tail else (walk.small(i + 2), i + 3)
    if part is None or not 0 < part < 60 or walk.word(after) in walk.n.unit_after - walk.n.minutes:
        return None
    return (hour, part, after) if link in walk.n.past else ((hour - 1 or 12), 60 - part, after)


def _to_or_past(walk: _Word, i: int) -> tuple[int, int, int] | None:
    """ "Twenty to eight", "quarter past seven", "20 minutes to 8"; ranges such as "five to ten days" are left alone."""
    part, at = walk.n.parts.get(walk.word(i)), i + 1
    digits = walk.word(i).isdigit()
    named = part is not None
    if part is None:
        part = walk.small(i)
        if part is not None and part >= 20 and part % 10 == 0 and 0 < (walk.small(at) or 0) < 10 and not digits:
            part, at = part + (walk.small(at) or 0), at + 1
    if part is None or not 0 < part < 60:
        return None
    if walk.word(at) in walk.n.minutes:
        named, at = True, at + 1
    link = walk.word(at)
    hour = walk.small(at + 1)
    if (link not in walk.n.to and link not in walk.n.past) or hour is None or not 1 <= hour <= 12:
        return None
    if walk.raws[at + 1].kind != "word" and not named and not (digits and walk.word(i - 1) in walk.n.clock_before):
        return None
    if walk.word(at + 2) in walk.n.unit_after or walk.word(i - 1) in walk.n.range_before:
        return None
    if not named and (part % 5 or (link in walk.n.needs_figures and not digits)):
        return None
    if link in walk.n.past:
        return hour, part, at + 2
    return (hour - 1 or 12), 60 - part, at + 2


def _hour_and_minutes(walk: _Word, i: int) -> tuple[int, int, int] | None:
    """ "Seven forty", "eight o'clock"."""
    hour = walk.small(i)
    if hour is None or not 1 <= hour <= 12:
        return None
    if walk.word(i + 1) in walk.n.o_clock:
        return hour, 0, i + 2
    if not walk.near(i + 1) or walk.raws[i].kind != "word":
        return None
    if walk.word(i + 1) in walk.n.oh and 0 < (walk.small(i + 2) or 0) < 10:
        return hour, walk.small(i + 2) or 0, i + 3
    tail = walk.count(i + 1)
    if tail is None or tail[2] or not 10 <= tail[0] <= 59 or walk.word(tail[1]) in walk.n.unit_after:
        return None
    return hour, tail[0], tail[1]


def _spelled(walk: _Word, i: int) -> tuple[Value, int] | None:
    """A phone number figure by figure, "five five five, zero one four two"."""
    figures, at = "", i
    while at < len(walk.raws) and len(figures) < max(SPELLED) and (at == i or walk.near(at, " -,.")):
        word = walk.word(at)
        figure = 0 if word in walk.n.oh and figures else walk.n.units.get(word, 10)
        if figure > 9:
            break
        figures, at = f"{figures}{figure}", at + 1
    if len(figures) not in SPELLED:
        return None
    keys = (f"phone:{figures}", f"phone:{figures[-7:]}")
    return Value(keys, keys[:1], walk.raws[i].start, walk.raws[at - 1].end), at


def _month_day(walk: _Word, i: int) -> tuple[Value, int] | None:
    start = walk.raws[i].start
    if walk.word(i) in walk.n.months:
        at = i + 2 if walk.word(i + 1) in walk.n.the else i + 1
        day = _day(walk, at)
        if day and (value := date(walk.n.months[walk.word(i)], day[0], start, walk.raws[day[1] - 1].end)):
            return value, day[1]
        return None
    day = _day(walk, i)
    if day is None:
        return None
    at = day[1] + (walk.word(day[1]) in walk.n.of)
    month_or_verb = walk.word(at) in walk.n.months_that_are_words
    if walk.word(at) not in walk.n.months or (month_or_verb and at == day[1] and not walk.near(at)):
        return None
    value = date(walk.n.months[walk.word(at)], day[0], start, walk.raws[at].end)
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
        scale = walk.n.scales.get(walk.word(after), 1) if walk.near(after) else 1
        if scale > 1 and "." not in text and len(text) < LONGEST_NUMBER:
            text, after = str(int(text.replace(",", "")) * scale), after + 1
    else:
        found = walk.count(i)
        if found is None:
            return None
        text, after, ordinal = str(found[0]), found[1], found[2]
        if not ordinal and walk.word(after) in walk.n.point and (walk.n.units.get(walk.word(after + 1)) or 10) < 10:
            text, after = f"{text}.{walk.n.units[walk.word(after + 1)]}", after + 2
    if ordinal:
        return Value((f"ord:{text}", f"num:{text}"), (f"ord:{text}",), raw.start, walk.raws[after - 1].end), after
    unit = walk.word(after)
    if unit in walk.n.whole_money:
        if cents := _cents_after(walk, after):
            text, after = f"{text}.{cents[0]:02}", cents[1]
        return money(text, raw.start, walk.raws[after].end), after + 1
    if unit in walk.n.small_money and text.isdigit() and len(text) <= LONGEST_NUMBER:
        return Value((f"money:{int(text)}",), (f"money:{int(text)}",), raw.start, walk.raws[after].end), after + 1
    if raw.kind == "number" and after == i + 1:
        return None
    return Value((number_key(text),), (number_key(text),), raw.start, walk.raws[after - 1].end), after


def _cents_after(walk: _Word, dollars: int) -> tuple[int, int] | None:
    """ "Seven dollars and 36 cents": (36, index of "cents")."""
    at = dollars + 1 + (walk.word(dollars + 1) in walk.n.and_)
    found = (
        walk.count(at) if walk.small(at) is None or not walk.word(at).isdigit() else (int(walk.word(at)), at + 1, False)
    )
    if found is None or found[2] or found[0] > 99 or walk.word(found[1]) not in walk.n.small_money:
        return None
    return found[0], found[1]


def _with_hour(walk: _Word, value: Value, before: str) -> Value:
    """A bare 1-12 after "at" or "by" may be an hour: it gets that key as well."""
    key = value.main[0]
    if before in walk.n.clock_before and key.startswith("num:") and key[4:].isdigit() and 1 <= int(key[4:]) <= 12:
        return Value((key, f"time:{int(key[4:])}:00"), value.main, value.start, value.end)
    return value


def with_values(raws: list[Raw], text: str, language: str = "en") -> list[tuple[Raw, Value | None]]:
    """The raw pieces with values read; a value of several pieces takes the first one's place."""
    walk = _Word(raws, text, number_words(language))
    out: list[tuple[Raw, Value | None]] = []
    i = 0
    while i < len(raws):
        raw = raws[i]
        merged = None
        if raw.kind in ("word", "number", "ordinal"):
            merged = _spelled(walk, i) or _clock_words(walk, i) or _month_day(walk, i) or _counted(walk, i)
        if merged:
            value, after = merged
            value = _with_half(walk, _with_hour(walk, value, walk.word(i - 1)), i, after)
            whole = Raw("value", text[value.start : value.end], value.start, value.end)
            out.append((whole, value))
            i = after
            continue
        single = value_of(raw)
        if single:
            single = _with_half(walk, _with_hour(walk, single, walk.word(i - 1)), i, i + 1)
        out.append((raw, single))
        i += 1
    return out
