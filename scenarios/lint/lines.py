"""Lines that no one will ever hear."""

from collections.abc import Iterator

from .exploring import Walk, apt_for, first_of
from .findings import Finding, found
from .sketch import Ending, Sketch, Step
from .ways import called


def check_lines(script: Sketch, walk: Walk) -> Iterator[Finding]:
    """Lines that no one will ever hear. Of each person the first line that holds is said."""
    spoken: list[Step | Ending] = [*script.steps.values(), *script.endings.values()]
    for each in spoken:
        if not walk.seen(each.key):
            continue
        known = (walk.possible[each.key], walk.certain[each.key])
        tempers = {place.tempers for place in walk.places[each.key]}
        for who in dict.fromkeys(line.who for line in each.lines):
            own = [line for line in each.lines if line.who == who]
            heard: set[int] = set()
            for temper in tempers:
                heard |= first_of(own, apt_for(temper, own, walk.people), *known)[0]
            for n, line in enumerate(own):
                if n not in heard:
                    said = f"A line of {called(each.row)} can never be heard: “{_short(line.text)}”"
                    yield found("line-never-shows", line.path, said)


def _short(words: str) -> str:
    first = " ".join(words.split()[:8])
    return first if len(words.split()) <= 8 else f"{first} …"
