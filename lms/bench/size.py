"""How much the bench fills in: a mid-sized district, or a handful for a test of the bench itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`takers`: people with a quiz and a conversation open, one for each time that one is handed in.

    `waiting`: replies that wait for a marker at least, where there are so many people.
    """

    people: int = 2000
    units: int = 40
    courses: int = 30
    each: int = 4
    takers: int = 80
    waiting: int = 500
