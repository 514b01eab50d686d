"""One's own levels beside a person's over several replies: higher, lower, alike. Plain Python; for its writer alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

FEW, OVER, UNDER, CLOSE = "few", "over", "under", "close"
# Below so many levels nothing is said: two replies with four criteria each are enough for a word, not for a habit.
LEAST_LEVELS = 8
# Half a level apart on average is a habit worth knowing.
HABIT_HUNDREDTHS = 50


@dataclass(frozen=True, slots=True)
class Rated:
    """One scored reply: `own` and `person` are levels by criterion."""

    label: str
    own: Mapping[str, int]
    person: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Gap:
    """Over how many levels (`n`); on how many one was higher, lower, alike; the mean difference in hundredths."""

    n: int
    higher: int
    lower: int
    alike: int
    mean: int


def gap(rated: Sequence[Rated], criterion: str = "") -> Gap:
    """Of one criterion, or of all. A level that only one of the two gave is left out."""
    found = [own - person for own, person in _pairs(rated, criterion)]
    total, n = sum(found), len(found)
    mean = (abs(200 * total) + n) // (2 * n) if n else 0
    return Gap(
        n=n,
        higher=sum(each > 0 for each in found),
        lower=sum(each < 0 for each in found),
        alike=sum(each == 0 for each in found),
        mean=mean if total >= 0 else -mean,
    )


def habit(found: Gap) -> str:
    """Does one see one's replies as better than a marker does, as worse, or much alike?"""
    if found.n < LEAST_LEVELS:
        return FEW
    if found.mean >= HABIT_HUNDREDTHS:
        return OVER
    return UNDER if found.mean <= -HABIT_HUNDREDTHS else CLOSE


def _pairs(rated: Sequence[Rated], criterion: str) -> Iterator[tuple[int, int]]:
    for each in rated:
        for name, level in each.own.items():
            if name in each.person and criterion in ("", name):
                yield int(level), int(each.person[name])


# --- the drawing ----------------------------------------------------------------------------------
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 300, 120, 28, 18, 18
LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Place:
    """One reply: where a person's level stands and where one's own does; one of them may be missing (None)."""

    x: float
    person: float | None
    own: float | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Places from left to right and the line of the person's levels; `rules` are (y, level) behind them."""

    label: str
    places: tuple[Place, ...]
    line: str
    rules: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - 14


def drawing(label: str, criterion: str, rated: Sequence[Rated]) -> Drawing:
    step = (WIDTH - LEFT - 40) / max(1, len(rated) - 1)
    places = tuple(
        Place(round(LEFT + 20 + step * n, 1), _y(each.person.get(criterion)), _y(each.own.get(criterion)))
        for n, each in enumerate(rated)
    )
    line = " ".join(f"{place.x},{place.person}" for place in places if place.person is not None)
    return Drawing(label, places, line, tuple((_height(level), level) for level in LEVELS))


def _y(level: int | None) -> float | None:
    return _height(level) if level in LEVELS else None


def _height(level: int) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (4 - level) / 3, 1)
