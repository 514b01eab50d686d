"""What the fact sheet itself says of a fact. What it hedges, denies, dates or tells of is no doubt of the learner's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .forms import find
from .lexicon import Lexicon, lexicon, number_words
from .reading import Reading, Token, read_author
from .words import stem, stems

WINDOW = 7
LINKED_BEFORE = 4
LONG_NUMBER = 4
MORNING = range(7, 12)  # an hour without a half of the day, at a school
NOTHING: frozenset[str] = frozenset()
NO_LABELS: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a fact's text holds.

    `things`: what it speaks of; `told`: keys of all its words; `halves`: the half of the day of each time;
    `labels`: "bus 114" as (bus, 114); `figures`: its phone numbers and other long numbers; `sides`: whether a value is
    a start or an end; `rates`: what it counts by; `recurs`: it holds on many days; `beside`: days right beside a time;
    `past`: it tells what happened, `happened`: and nothing else; `around`: the words of the situation and the opening;
    `labels_around`: the labels there and in the other facts.
    """

    words: frozenset[str] = NOTHING
    things: frozenset[str] = NOTHING
    text: str = ""
    negators: frozenset[str] = NOTHING
    deadline: bool = False
    past: bool = False
    days: frozenset[str] = NOTHING
    dates: frozenset[str] = NOTHING
    halves: Mapping[str, str] = field(default_factory=dict)
    labels: frozenset[tuple[str, str]] = NO_LABELS
    told: frozenset[str] = NOTHING
    sides: Mapping[str, str] = field(default_factory=dict)
    rates: frozenset[str] = NOTHING
    recurs: bool = False
    beside: frozenset[str] = NOTHING
    happened: bool = False
    around: frozenset[str] = NOTHING
    labels_around: frozenset[tuple[str, str]] = NO_LABELS
    figures: frozenset[str] = NOTHING


@lru_cache(maxsize=1024)
def sheet_of(text: str, forms: tuple[str, ...], around: str, language: str, opening: str = "", rest: str = "") -> Sheet:
    """Reads a fact's own text and its accepted forms; `around` tells which half of the day it is there."""
    reading, words = read_author(text, language), lexicon(language)
    of_forms = [t for form in forms for t in read_author(form, language).tokens]
    own = _denied_before(reading, words, forms)
    # Where a form itself denies ("not be marked tardy"), another denial turns it round.
    denies = any(t.word in words.turners for t in of_forms)
    told = [*_telling(reading, forms), *of_forms]
    past = any(is_past(t, words) for t in told)
    return Sheet(
        words=frozenset(t.word for t in reading.tokens),
        things=frozenset(t.keys[0] for t in reading.tokens if t.word not in words.function_words and not t.is_value),
        text=f" {' '.join(t.word for t in reading.tokens)} | {' | '.join(forms).lower()} ",
        negators=NOTHING if denies else own,
        deadline=_is_deadline(reading, words),
        past=past,
        around=frozenset(t.word for t in read_author(f"{around}\n{opening}", language).tokens),
        labels_around=_labels(reading, words) | _labels_of(f"{around}\n{opening}\n{rest}", language),
        figures=frozenset(key for t in (*reading.tokens, *of_forms) if is_figure(t) for key in t.keys),
        happened=past and not _tells_now(told, words),
        days=frozenset(t.keys[0] for t in reading.tokens if t.keys[0] in stems(words.days, language)),
        dates=frozenset(key for t in reading.tokens if is_date(t) for key in t.keys),
        halves=_halves(reading.tokens, read_author(around, language).tokens),
        labels=_labels(reading, words),
        told=frozenset(t.keys[0] for t in (*reading.tokens, *of_forms)),
        sides={key: side_of(reading, words, i) for i, t in enumerate(reading.tokens) if t.is_value for key in t.keys},
        rates=frozenset(t.keys[0][2:] for t in reading.tokens) & frozenset(stem(u, language) for u in words.rates),
        beside=_beside_times(reading, words).union(*(_beside_times(read_author(f, language), words) for f in forms)),
        recurs=bool({t.word for t in reading.tokens} & words.recurring) or _plural_day(reading, words),
    )


def _tells_now(told: list[Token], words: Lexicon) -> bool:
    """Whether a verb of the present stands there; "the call" is none."""
    return any(
        t.word in words.present_words and before.word not in words.articles
        for before, t in zip([told[0], *told], told, strict=False)
    )


def _labels(reading: Reading, words: Lexicon) -> frozenset[tuple[str, str]]:
    return frozenset(label for i in range(len(reading.tokens)) if (label := label_at(reading, words, i)))


@lru_cache(maxsize=256)
def _labels_of(text: str, language: str) -> frozenset[tuple[str, str]]:
    """The labels of what stands around a whole sheet: read once, not for each of its facts."""
    return _labels(read_author(text, language), lexicon(language))


def days_beside(reading: Reading, words: Lexicon, first: int, last: int) -> set[str]:
    """The days right beside a time, "tomorrow by 11" and "Friday, the 3rd, at 2", by their keys."""
    found, tokens = set(), reading.tokens
    days = stems(words.days, words.language) | stems(words.soon, words.language)
    sentence = reading.sentences[tokens[first].sentence]
    for step, at in ((-1, first - 1), (1, last + 1)):
        while sentence.first <= at < sentence.last and tokens[at].word in words.beside_times:
            at += step
        if sentence.first <= at < sentence.last and tokens[at].keys[0] in days:
            found.add(tokens[at].keys[0])
    return found


def _beside_times(reading: Reading, words: Lexicon) -> frozenset[str]:
    values = [i for i, t in enumerate(reading.tokens) if t.is_value]
    return frozenset(day for i in values for day in days_beside(reading, words, i, i))


def _plural_day(reading: Reading, words: Lexicon) -> bool:
    """ "Tuesdays and Thursdays"."""
    return any(
        t.word not in words.days and t.keys[0] in stems(words.days, words.language) and t.word.endswith("s")
        for t in reading.tokens
    )


def side_of(reading: Reading, words: Lexicon, at: int) -> str:
    """Whether the value at a token is a "start" ("from 3:15"), an "end" ("until", "closes"), or neither, ""."""
    tokens = reading.tokens
    for i in range(at - 1, max(at - 1 - LINKED_BEFORE, -1), -1):
        if tokens[i].sentence != tokens[at].sentence or tokens[i + 1].breaks:
            break
        for side, listed in (("start", words.starts), ("end", words.ends)):
            if tokens[i].word in listed:
                return side
        if tokens[i].word not in words.articles | words.links | words.adverbs:
            break
    return ""


def is_date(token: Token) -> bool:
    """ "January 22", "the 22nd"."""
    return token.main[0].startswith(("date:", "ord:"))


def is_figure(token: Token) -> bool:
    """A phone number, or a number of at least four figures: an extension, a ticket."""
    kind, _, number = token.main[0].partition(":")
    return kind == "phone" or (kind == "num" and number.isdigit() and len(number) >= LONG_NUMBER)


def is_past(token: Token, words: Lexicon) -> bool:
    """ "Was", "took", "reached"."""
    ended = words.past_ending and len(token.word) > 4 and token.word.endswith(words.past_ending)
    return token.word in words.past_words or bool(ended)


def label_at(reading: Reading, words: Lexicon, at: int) -> tuple[str, str] | None:
    """A thing with its number, "bus 114" or "fourth grader", as (bus, 114), where the number is token `at`."""
    tokens = reading.tokens
    kind, _, number = tokens[at].main[0].partition(":")
    beside = at - 1 if kind == "num" else at + 1
    if kind not in ("num", "ord") or not 0 <= beside < len(tokens) or not number.isdigit():
        return None
    thing = tokens[beside]
    same = thing.sentence == tokens[at].sentence and not tokens[max(at, beside)].breaks
    numbers = number_words(words.language)
    counted = reading.word(at + 1) in numbers.unit_after  # "within ten school days" names no thing
    plain = words.function_words | numbers.clock_before | numbers.range_before
    if not same or counted or thing.is_value or thing.word in plain or len(thing.word) < 3:
        return None
    return thing.keys[0], number


def _telling(reading: Reading, forms: tuple[str, ...]) -> list[Token]:
    """The tokens of the sentences in which a form stands; of all, where none does."""
    found = {m.first for form in forms for m in find(reading, form, mend=False)}
    within = {reading.tokens[i].sentence for i in found}
    return [t for t in reading.tokens if not within or t.sentence in within]


def _denied_before(reading: Reading, words: Lexicon, forms: tuple[str, ...]) -> frozenset[str]:
    own: set[str] = set()
    for piece in (piece for form in forms for piece in form.split("&")):
        for match in find(reading, piece, mend=False):
            for first, _ in match.ranges:
                floor = reading.sentences[reading.tokens[first].sentence].first
                before = range(max(floor, first - WINDOW), first)
                own |= {reading.word(i) for i in before if reading.word(i) in words.negators}
    for alike in words.denials_alike:
        own |= alike if own & alike else set()
    return frozenset(own)


def _is_deadline(reading: Reading, words: Lexicon) -> bool:
    """Whether a text says by when, as in "by noon" or "entries close March 1", and not just when."""
    tokens = reading.tokens
    if any(t.word in words.deadline_words for t in tokens):
        return True
    values = [i for i, t in enumerate(tokens) if t.is_value]
    return any(tokens[at].word in words.deadline_links for i in values for at in range(max(i - LINKED_BEFORE, 0), i))


def _halves(told: tuple[Token, ...], around: tuple[Token, ...]) -> dict[str, str]:
    """ "7:40" is in the morning where the situation says 7:22 a.m.; where nothing says so, by school hours."""
    by_hour = {_hour(t): t.half for t in around if t.half}
    out: dict[str, str] = {}
    for t in told:
        if hour := _hour(t):
            usual = "a" if hour in MORNING else "p"
            out[_time_key(t)] = t.half or out.get(_time_key(t)) or by_hour.get(hour, usual)
    return out


def _time_key(token: Token) -> str:
    return next((key for key in token.keys if key.startswith("time:")), "")


def _hour(token: Token) -> int:
    key = _time_key(token)
    return int(key.split(":")[1]) if key else 0
