"""The order in which things are shown, so that the authored order gives nothing away. The same seed, the same order."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Shown = TypeVar("Shown")


def shown_order(items: Sequence[Shown], seed: str) -> tuple[Shown, ...]:
    """The items in an order that depends on the seed alone and is never the order given (of two or more).

    Seed: the step's key and the try's, so that the order stays while the page is loaded again. Items are told apart by
    their `key`, else by their place.
    """
    names = [str(getattr(item, "key", place)) for place, item in enumerate(items)]
    places = sorted(range(len(items)), key=lambda place: _weight(f"{seed}/{names[place]}"))
    if places == list(range(len(items))):
        places = places[1:] + places[:1]
    return tuple(items[place] for place in places)


def _weight(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()
