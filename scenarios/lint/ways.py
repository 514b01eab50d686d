"""Dead ends, steps that nobody reaches, ways that nobody takes, and loops without an end."""

from collections.abc import Iterator, Sequence

from scenarios.script.conditions import MAIN

from .exploring import Place, Walk
from .findings import Finding, found
from .graph import reached, rings, used_up
from .rows import Row, group, rows, text
from .sketch import Ending, Sketch, Step


def check_ways(definition: Row, script: Sketch, walk: Walk) -> Iterator[Finding]:
    if not script.steps:
        return
    yield from dict.fromkeys(_unknown(script))
    spent = used_up(script)
    for step in script.steps.values():
        yield from _no_way(step, walk, spent)
    yield from _unreached(script, walk)
    yield from _never_taken(script, walk)
    yield from _no_end(definition, script, walk)
    yield from _round_and_round(script, walk)


def called(row: Row) -> str:
    """How a sentence names a step or an ending: by its key."""
    return f"“{text(row, 'key')}”"


def person_of(definition: Row, who: str) -> str:
    """How a sentence names a person of the conversation."""
    people = {MAIN: group(definition, "persona")} | {text(row, "key"): row for _n, row in rows(definition, "others")}
    row = people.get(who, {})
    return text(row, "address_as") or text(row, "name") or "the person"


def _unknown(script: Sketch) -> Iterator[Finding]:
    """Ways to a step that is not there."""
    if script.start not in script.steps:
        yield found(
            "dead-end", ("start",), f"The conversation starts at “{script.start}”, but there is no step with that key."
        )
    for step in script.steps.values():
        for way in dict.fromkeys(way for outcome in step.outcomes for way in outcome.ways if not way.stays):
            if way.to not in script:
                told = f"The step {called(step.row)} leads to “{way.to}”, but no step and no ending has that key."
                if not way.to:
                    told = f"A way on from the step {called(step.row)} does not say where it leads."
                yield found("dead-end", way.path, told)


def _no_way(step: Step, walk: Walk, spent: set[str]) -> Iterator[Finding]:
    if step.closing or (not step.outcomes and step.kind == "choice"):  # a choice without options is told elsewhere
        return
    bare = [outcome for outcome in step.outcomes if not outcome.ways]
    if bare and step.kind == "choice":
        for n, option in rows(step.row, "options"):
            if not text(option, "to"):
                said = f"Option {n + 1} of the step {called(step.row)} leads nowhere, and the step names no next one."
                yield found("dead-end", (*step.path, "options", n), said)
        return
    if bare:
        said = f"The step {called(step.row)} does not say where it goes on. Only a closing written reply may end so."
        yield found("dead-end", step.path, said)
        return
    for certain in (True, False):
        tempers = sorted({temper for temper, sure in walk.holes.get(step.key, ()) if sure is certain})
        if tempers:
            said = f"At the step {called(step.row)} it may be that none of the ways on holds{_at(tempers, walk)}."
            yield found("dead-end", (*step.path, "next"), said, severity="" if certain else "warning")
            return
    if step.key in spent and not step.row.get("next"):
        said = f"The step {called(step.row)} can come back until no option is left, and names no next step for then."
        yield found(
            "dead-end", step.path, said, mend="Say where the step goes on, or add an option that leads on for good."
        )


def _at(tempers: Sequence[tuple[int, ...]], walk: Walk) -> str:
    """Where one person's temper alone tells the cases apart, say at which."""
    if len(walk.people) != 1 or len(tempers) == 5:
        return ""
    return f", when temper is {' or '.join(str(each[0]) for each in tempers)}"


def _unreached(script: Sketch, walk: Walk) -> Iterator[Finding]:
    if script.start not in script.steps:
        return
    places: list[Step | Ending] = [*script.steps.values(), *script.endings.values()]
    for place in places:
        if not walk.seen(place.key):
            what = "step" if isinstance(place, Step) else "ending"
            yield found("unreachable", place.path, f"Nothing leads to the {what} {called(place.row)}.")


def _never_taken(script: Sketch, walk: Walk) -> Iterator[Finding]:
    for step in script.steps.values():
        if not walk.seen(step.key):
            continue
        # A last way without a condition is wise, and so is one for when the options of a choice are used up.
        moves = [outcome for outcome in step.outcomes if not outcome.passing]
        ways = [way for each in moves for way in each.ways if not way.stays]
        spare = {each.ways[-1].path for each in moves if len(each.ways) > 1 and each.ways[-1].always}
        for path in dict.fromkeys(way.path for way in ways if way.path not in spare):
            if path not in walk.taken:
                yield found(
                    "way-never-taken", path, f"This way on from the step {called(step.row)} can never be the one taken."
                )


# --- loops -------------------------------------------------------------------------------------------------------
def _ends(script: Sketch, walk: Walk) -> set[Place]:
    """Where the walk is over; a dead end is one too, since it is told as such."""
    over = {place for key in script.endings for place in walk.places.get(key, ())}
    for key, step in script.steps.items():
        places = walk.places.get(key, set())
        broken = key in walk.holes or any(way.to not in script for each in step.outcomes for way in each.ways)
        if step.closing or not step.outcomes or broken:
            over |= places
    return over


def _no_end(definition: Row, script: Sketch, walk: Walk) -> Iterator[Finding]:
    before: dict[Place, set[Place]] = {}
    for place, leads in walk.leads.items():
        for to, _for_ever in leads:
            before.setdefault(to, set()).add(place)
    good = reached(before, _ends(script, walk))
    for key, step in script.steps.items():
        places = walk.places.get(key, set())
        lost = places - good
        if not lost:
            continue
        said = f"From the step {called(step.row)} no ending and no closing reply can be reached"
        if lost != places and len(walk.people) == 1:
            hot = sorted({place.tempers[0] for place in lost} - {place.tempers[0] for place in places & good})
            if hot:
                person = person_of(definition, walk.people[0])
                said += f" when the temper of {person} is {' or '.join(map(str, hot))}"
        yield found("endless-loop", step.path, f"{said}.")


def _round_and_round(script: Sketch, walk: Walk) -> Iterator[Finding]:
    """Rings of ways that may each be taken for ever. One finding for each ring of steps."""
    after = {place: {to for to, for_ever in leads if for_ever} for place, leads in walk.leads.items()}
    told: set[tuple[str, ...]] = set()
    for ring in rings(after):
        among = {place.key for place in ring}
        keys = tuple(key for key in script.steps if key in among)
        if keys in told:
            continue
        told.add(keys)
        said = f"One can go round for ever here: {', '.join(f'“{key}”' for key in keys)}."
        if len(keys) == 1:
            said = f"The step “{keys[0]}” can lead back to itself for ever."
        yield found("endless-loop", (*script.steps[keys[0]].path, "next"), said)
