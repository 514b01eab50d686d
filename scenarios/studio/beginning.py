"""A conversation that begins in the middle, for its author: as if one had come there with this temper and these facts.

It is one made-up move whose stored result leads to the step. `play` reads results, so nothing else needs to know.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from scenarios.script import Made, Script, State, play
from scenarios.script.ways import way

MARK = "began"


def beginning(script: Script, step: str, temper: Mapping[str, int], given: Iterable[str]) -> list[Made]:
    """The move that leads to this step, in a list; none when it begins where it always does.

    `temper` 0-4 by person, `given` keys of facts that were told before.
    """
    shifts = {p.key: temper[p.key] - p.temper for p in script.people if temper.get(p.key, p.temper) != p.temper}
    facts = [fact.key for fact in script.facts if fact.key in set(given)]
    if step == script.start and not shifts and not facts:
        return []
    first = script.step(script.start)
    hidden = [fact.key for fact in script.facts if fact.hidden and fact.key in facts]
    result = {"temper": shifts, "levels": {}, "given": facts, "revealed": hidden, "gates": [], "note": "", "to": step}
    return [Made(1, first.key, first.kind, {MARK: step}, result)]


def began(moves: Sequence[Made]) -> bool:
    return bool(moves) and MARK in moves[0].payload


def own(moves: Sequence[Made]) -> list[Made]:
    """The moves that somebody made."""
    return list(moves[1:] if began(moves) else moves)


def played(script: Script, moves: Sequence[Made]) -> State:
    """The state after these moves, without a trace of how it was brought to its beginning."""
    state = play(script, moves)
    if not began(moves):
        return state
    step = str(moves[0].payload[MARK])
    at_start = step == script.start
    gone = way(script.start, step)
    taken = {name: n - (name == gone) for name, n in state.taken.items()}
    kept = [
        turn
        for turn in state.turns
        if turn.number > 1 or (turn.number == 1 and turn.kind in ("said", "scene")) or (at_start and not turn.step)
    ]
    return replace(state, turns=tuple(kept), taken=taken)
