"""Who may be one person twice? Plain Python: likely pairs from names, numbers, addresses and dates, with the reasons.

It only points; a person decides. Two people of one name in one office do exist, so a reason stands beside each pair.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple


@dataclass(frozen=True)
class Known:
    """What is compared. `units`: those of today's jobs, by name."""

    number: str
    first_name: str
    last_name: str
    email: str = ""
    hired_on: str = ""
    units: frozenset[str] = frozenset()


class Pair(NamedTuple):
    """`first` has the smaller number. Likelier pairs have more points."""

    first: str
    second: str
    points: int
    reasons: tuple[str, ...]


ENOUGH = 3
POINTS = {
    "same_number": 3,
    "same_name": 2,
    "swapped_name": 2,
    "near_name": 1,
    "same_address": 2,
    "same_hire_date": 1,
    "same_unit": 1,
}


def likely_duplicates(people: Iterable[Known]) -> list[Pair]:
    """Pairs with enough in common, likeliest first. Only people who share a key are compared, so it stays quick."""
    buckets: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for person in people:
        for key in _keys(person):
            buckets[key].append(person)
    pairs = {}
    for bucket in buckets.values():
        for one, other in combinations(sorted(bucket, key=lambda each: each.number), 2):
            if one.number != other.number and (one.number, other.number) not in pairs:
                reasons = tuple(_reasons(one, other))
                pairs[one.number, other.number] = Pair(
                    one.number, other.number, sum(POINTS[reason] for reason in reasons), reasons
                )
    found = [pair for pair in pairs.values() if pair.points >= ENOUGH]
    return sorted(found, key=lambda pair: (-pair.points, pair.first, pair.second))


def plain(text: str) -> str:
    """Letters alone, small, without accents or signs: Díaz-Lee is diazlee."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if sign.isalnum())


def _keys(person: Known) -> set[tuple[str, ...]]:
    first, last = plain(person.first_name), plain(person.last_name)
    keys: set[tuple[str, ...]] = {("number", _number(person.number))}
    if last:
        keys.add(("name", *sorted([first, last])))
        keys.add(("initial", first[:1], last))
    if first:
        keys.add(("near", first, last[:2]))
    if person.email:
        keys.add(("address", _mailbox(person.email)))
    return keys


def _reasons(one: Known, other: Known) -> Iterable[str]:
    if _number(one.number) == _number(other.number):
        yield "same_number"
    name, its = (plain(one.first_name), plain(one.last_name)), (plain(other.first_name), plain(other.last_name))
    if name == its:
        yield "same_name"
    elif name == its[::-1]:
        yield "swapped_name"
    elif _near(name, its):
        yield "near_name"
    if one.email and other.email and _mailbox(one.email) == _mailbox(other.email):
        yield "same_address"
    if one.hired_on and one.hired_on == other.hired_on:
        yield "same_hire_date"
    if one.units & other.units:
        yield "same_unit"


def _number(number: str) -> str:
    """Without leading zeros and signs: a spreadsheet turns 000123 into 123."""
    return plain(number).lstrip("0")


def _mailbox(email: str) -> str:
    return plain(email.partition("@")[0])


def _near(name: tuple[str, str], its: tuple[str, str]) -> bool:
    """One letter apart in one of the two names, or a short form of the first: Liz, Elizabeth is not found."""
    if name[1] == its[1]:
        short, long = sorted((name[0], its[0]), key=len)
        return bool(short) and (long.startswith(short) or _one_apart(name[0], its[0]))
    return name[0] == its[0] and _one_apart(name[1], its[1])


def _one_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) == len(other):
        return one[start + 1 :] == other[start + 1 :] or (
            one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
        )
    short, long = sorted((one, other), key=len)
    return short[start:] == long[start + 1 :]
