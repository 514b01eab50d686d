"""A conversation told again for the debrief: each move with what it did to temper, facts and gates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .playing import MOST_MOVES, Walk, said_by_me
from .state import Made, State, Turn
from .steps import AnyStep, ChoiceStep, ReplyStep, Script


@dataclass(frozen=True)
class Beat:
    """One move. `before` is what was said on the way to it, `mine` what the learner said or did.

    `given` are fact keys told for the first time here; `missed` required ones that had their place here and were not
    told; `gates` (key, passed) that the move's result speaks of. `anew` is the row that was marked in its place.
    """

    made: Made
    step: AnyStep
    before: tuple[Turn, ...]
    mine: tuple[Turn, ...]
    temper_before: Mapping[str, int]
    temper_after: Mapping[str, int]
    given: tuple[str, ...]
    missed: tuple[str, ...]
    revealed: tuple[str, ...]
    gates: tuple[tuple[str, bool], ...]
    levels: Mapping[str, int]
    note: str
    anew: Made | None = None

    @property
    def number(self) -> int:
        return self.made.number


@dataclass(frozen=True)
class Story:
    """`after` is what was said once the last move was made; `missed` the required facts that were never told."""

    beats: tuple[Beat, ...]
    after: tuple[Turn, ...]
    state: State
    missed: tuple[str, ...]


def story(script: Script, moves: Sequence[Made]) -> Story:
    """The whole conversation so far, move by move, from stored results alone."""
    walk = Walk(script)
    ordered = sorted(moves, key=lambda made: made.number)
    latest = {made.anew: made for made in ordered if made.anew}
    beats, told = [], 0
    for made in ordered[:MOST_MOVES]:
        if made.anew:
            continue
        step = script.step(made.step_key)
        closing = isinstance(step, ReplyStep) and step.closing and walk.place is step
        known = walk.before if closing else walk.known
        before = tuple(walk.turns[told:])
        count = len(walk.turns)
        walk.make(made)
        own = tuple(said_by_me(step, made))
        # What was said back stands before the next move; effects are told as numbers here.
        told = count + len(own)
        after = known.after(step, made.result)
        beats.append(
            Beat(
                made=made,
                step=step,
                before=tuple(turn for turn in before if turn.kind != "effect"),
                mine=own,
                temper_before=known.temper,
                temper_after=after.temper,
                given=tuple(key for key in after.given if key not in known.given),
                missed=_missed(script, step, made, after.given),
                revealed=tuple(key for key in after.revealed if key not in known.revealed),
                gates=_gates(made),
                levels=made.result.get("levels") or {},
                note=str(made.result.get("note") or ""),
                anew=latest.get(made.number),
            )
        )
    last = tuple(turn for turn in walk.turns[told:] if turn.kind != "effect")
    state = walk.state(ordered)
    required = [fact.key for fact in script.facts if fact.required]
    return Story(tuple(beats), last, state, tuple(key for key in required if key not in state.given))


def _missed(script: Script, step: AnyStep, made: Made, given: Sequence[str]) -> tuple[str, ...]:
    if isinstance(step, ReplyStep):
        rows = made.result.get("facts") or ()
        return tuple(row["key"] for row in rows if row.get("required") and row.get("status") != "found")
    if not isinstance(step, ChoiceStep):
        return ()
    could = dict.fromkeys(key for option in step.options for key in option.gives)
    return tuple(key for key in could if key not in given and (fact := script.fact(key)) and fact.required)


def _gates(made: Made) -> tuple[tuple[str, bool], ...]:
    rows = made.result.get("gates") or ()
    judged = [row for row in rows if row.get("status") in ("passed", "not_passed")]
    return tuple((row["key"], row["status"] == "passed") for row in judged)
