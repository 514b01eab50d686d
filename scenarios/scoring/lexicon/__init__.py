"""The words the scorer knows, as data, one folder a language: words.json, numbers.json, and spelling.txt to mend slips.

A district's trainers can read and question these lists; no rule hides in code.
"""

import json
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DEFAULT = "en"


@dataclass(frozen=True)
class CueWords:
    """One kind of cue: its phrases, and longer phrases inside which it does not count."""

    key: str
    letter: str
    positive: bool
    gap: int
    phrases: tuple[str, ...]
    exceptions: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """One language's word lists."""

    language: str
    synonyms: dict[str, str]
    contractions: dict[str, tuple[str, ...]]
    stemming: str
    articles: frozenset[str]
    links: frozenset[str]
    days: frozenset[str]
    is_after: frozenset[str]
    function_words: frozenset[str]
    courtesy_words: frozenset[str]
    negators: frozenset[str]
    negation_idioms: tuple[str, ...]
    negation_after: tuple[str, ...]
    ended: tuple[str, ...]
    denials_alike: tuple[frozenset[str], ...]
    undone_by: frozenset[str]
    still_denied: frozenset[str]
    turners: frozenset[str]
    deadline_words: frozenset[str]
    deadline_links: frozenset[str]
    suggests: frozenset[str]
    joins: frozenset[str]
    but_words: frozenset[str]
    vetoes: tuple[str, ...]
    clause_words: frozenset[str]
    subjects: frozenset[str]
    fillers: frozenset[str]
    hedges: tuple[str, ...]
    hedges_before_value: frozenset[str]
    about: frozenset[str]
    copulas: frozenset[str]
    leads: frozenset[str]
    question_starts: frozenset[str]
    may: frozenset[str]
    might_be: frozenset[str]
    allows: frozenset[str]
    hypothetical: frozenset[str]
    uncertain: frozenset[str]
    wishes: frozenset[str]
    your_words: tuple[str, ...]
    beyond: tuple[str, ...]
    too_late: frozenset[str]
    unless_words: frozenset[str]
    elsewhere: tuple[str, ...]
    past_times: tuple[str, ...]
    past_words: frozenset[str]
    present_words: frozenset[str]
    past_ending: str
    belongs: frozenset[str]
    other_words: frozenset[str]
    other_plain: frozenset[str]
    former: frozenset[str]
    not_yours: tuple[str, ...]
    off: tuple[str, ...]
    says_no: frozenset[str]
    to_do: frozenset[str]
    lead_ins: frozenset[str]
    offers: tuple[str, ...]
    asking: frozenset[str]
    tags: tuple[str, ...]
    of_others: frozenset[str]
    determiners: frozenset[str]
    persons: frozenset[str]
    timed: frozenset[str]
    own_things: frozenset[str]
    undoing: frozenset[str]
    takes_back: tuple[str, ...]
    points: frozenset[str]
    places: frozenset[str]
    asks: frozenset[str]
    kin: frozenset[str]
    spans: frozenset[str]
    left_undone: tuple[str, ...]
    befell: frozenset[str]
    duties: frozenset[str]
    regrets: frozenset[str]
    out_right_after: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    sided: frozenset[str]
    waits: frozenset[str]
    verbs: frozenset[str]
    adverbs: frozenset[str]
    speaker: frozenset[str]
    neutral: frozenset[str]
    plain_adjectives: frozenset[str]
    bare_subjects: frozenset[str]
    formerly: frozenset[str]
    by_now: frozenset[str]
    for_whom: frozenset[str]
    for_words: frozenset[str]
    labeled: frozenset[str]
    soon: frozenset[str]
    beside_times: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]
    per: frozenset[str]
    rates: frozenset[str]
    recurring: frozenset[str]
    arranged: frozenset[str]
    auxiliaries: frozenset[str]
    obliges: frozenset[str]
    of_ours: frozenset[str]
    woulds: frozenset[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    rates_alone: dict[str, str]
    back_to_you: frozenset[str]
    speech_words: frozenset[str]
    reported: tuple[str, ...]
    action_verbs: frozenset[str]
    promises: tuple[str, ...]
    doing: tuple[str, ...]
    named_self: tuple[str, ...]
    invitations: tuple[str, ...]
    hears: tuple[str, ...]
    will_words: frozenset[str]
    reach_words: frozenset[str]
    lengths: frozenset[str]
    kinds_of_day: frozenset[str]
    titles: frozenset[str]
    we: frozenset[str]
    conditions: frozenset[str]
    within: frozenset[str]
    roles: frozenset[str]
    contacts: tuple[str, ...]
    when: tuple[str, ...]
    cues: tuple[CueWords, ...]


@dataclass(frozen=True)
class NumberWords:
    """How one language says numbers, times and dates."""

    units: dict[str, int]
    tens: dict[str, int]
    ordinals: dict[str, int]
    months: dict[str, int]
    months_that_are_words: frozenset[str]
    scales: dict[str, int]
    parts: dict[str, int]
    to: frozenset[str]
    past: frozenset[str]
    needs_figures: frozenset[str]
    hour_first: bool
    minutes: frozenset[str]
    o_clock: frozenset[str]
    oh: frozenset[str]
    noon: frozenset[str]
    midnight: frozenset[str]
    halves: dict[str, str]
    halves_alone: frozenset[str]
    half_lead: frozenset[str]
    one: frozenset[str]
    point: frozenset[str]
    and_: frozenset[str]
    and_after: frozenset[str]
    the: frozenset[str]
    of: frozenset[str]
    whole_money: frozenset[str]
    small_money: frozenset[str]
    clock_before: frozenset[str]
    range_before: frozenset[str]
    unit_after: frozenset[str]


def languages() -> list[str]:
    """The languages there are word lists for."""
    return sorted(path.parent.name for path in FOLDER.glob("*/words.json"))


@lru_cache(maxsize=8)
def lexicon(language: str = DEFAULT) -> Lexicon:
    """The word lists of a language, or English where there are none. A list that a language lacks is empty."""
    name = _known(language)
    data = _load(name, "words.json")
    cues = tuple(
        CueWords(key, c["letter"], c["positive"], c.get("gap", 0), tuple(c["phrases"]), tuple(c.get("except", ())))
        for key, c in data["cues"].items()
    )

    read: dict[str, Any] = {
        "language": name,
        "stemming": data.get("stemming", ""),
        "past_ending": data.get("past_ending", ""),
        "synonyms": data.get("synonyms", {}),
        "contractions": {word: tuple(stands_for.split()) for word, stands_for in data.get("contractions", {}).items()},
        "denials_alike": tuple(frozenset(row.split()) for row in data.get("denials_alike", ())),
        "opposites": tuple(_opposite(row) for row in data.get("opposites", ())),
        "rates_alone": data.get("rates_alone", {}),
        "cues": cues,
    }
    for field in fields(Lexicon):
        if field.name not in read:
            of_words = field.type == frozenset[str]
            read[field.name] = (
                frozenset(data.get(field.name, "").split()) if of_words else tuple(data.get(field.name, ()))
            )
    return Lexicon(**read)


def _opposite(row: str) -> tuple[frozenset[str], frozenset[str]]:
    """ "opens open | closes close" """
    one, _, other = row.partition("|")
    return frozenset(one.split()), frozenset(other.split())


@lru_cache(maxsize=8)
def number_words(language: str = DEFAULT) -> NumberWords:
    """The number words of a language, or the English ones where there are none."""
    data = _load(_known(language), "numbers.json")

    def words(field: str) -> frozenset[str]:
        return frozenset(data[field].split())

    sets = {name: words(name) for name in (
        "months_that_are_words", "to", "past", "needs_figures", "minutes", "o_clock", "oh", "noon", "midnight", "the",
        "of", "one", "point", "half_lead", "halves_alone", "whole_money", "small_money", "clock_before", "range_before",
        "unit_after",
    )}  # fmt: skip
    return NumberWords(
        units=data["units"],
        tens=data["tens"],
        ordinals=data["ordinals"],
        months=data["months"],
        scales=data["scales"],
        parts=data["parts_of_an_hour"],
        hour_first=data["hour_first"],
        halves=data["halves"],
        and_=words("and"),
        and_after=words("and_after"),
        **sets,
    )


@lru_cache(maxsize=8)
def spelling(language: str = DEFAULT) -> frozenset[str]:
    """The words that need no mending; empty for a language without such a list, in which nothing is mended."""
    path = FOLDER / _known(language) / "spelling.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()


def _known(language: str) -> str:
    return language if language in languages() else DEFAULT


def _load(language: str, name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FOLDER / language / name).read_text(encoding="utf-8"))
    return data
