"""Plays a conversation from the moves that were made: from what was stored with them, so that it stays the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .conditions import COOLEST, HOTTEST
from .state import Made, State, Turn
from .steps import (
    AnyStep,
    BrokenScript,
    ChoiceStep,
    ConsultStep,
    Ending,
    Line,
    MatchStep,
    OrderStep,
    ReplyStep,
    Script,
)
from .ways import asked, offered, way

# A conversation ends somewhere; nobody has been seen to need more than two dozen moves.
MOST_MOVES = 60


def play(script: Script, moves: Sequence[Made]) -> State:
    """The state after these moves, in the order of their numbers. Reads stored results; scores nothing.

    Raises BrokenScript for a move on a step that the script does not have, or of another kind.
    """
    walk = Walk(script)
    ordered = sorted(moves, key=lambda made: made.number)
    for made in ordered[:MOST_MOVES]:
        walk.make(made)
    return walk.state(ordered)


@dataclass(frozen=True)
class Known:
    """What moves change. A closing reply that is written anew starts again from what was known before it."""

    temper: Mapping[str, int]
    given: tuple[str, ...] = ()
    revealed: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()

    def after(self, step: AnyStep, result: Mapping[str, Any]) -> "Known":
        """What is known once this result has had its effect."""
        temper = dict(self.temper)
        for person, shift in (result.get("temper") or {}).items():
            temper[person] = min(HOTTEST, max(COOLEST, temper.get(person, COOLEST) + int(shift)))
        broken = [row["key"] for row in result.get("gates") or () if row.get("status") == "not_passed"]
        chose = [f"{step.key}/{result[name]}" for name in ("option", "ask") if result.get(name)]
        return Known(
            temper=temper,
            given=_joined(self.given, result.get("given") or ()),
            revealed=_joined(self.revealed, result.get("revealed") or ()),
            broken=_joined(self.broken, broken),
            chosen=_joined(self.chosen, chose),
        )


class Walk:
    """One way through a script, move by move."""

    def __init__(self, script: Script):
        self.script = script
        self.known = Known({person.key: person.temper for person in script.people})
        self.taken: Counter[str] = Counter()
        self.turns: list[Turn] = [
            Turn(text, who=person.key, channel=person.channel)
            for person in script.people
            if (text := script.opening if person is script.people[0] else person.opening)
        ]
        self.place: AnyStep | Ending = script.step(script.start)
        self.before = self.known
        self.tries: list[Made] = []
        self._arrive(self.place, 0)

    def make(self, made: Made) -> None:
        """Let one stored move have its effect. One that replaces another for marking has none."""
        step = self.script.step(made.step_key)
        if made.kind != step.kind:
            raise BrokenScript(f"Move {made.number} is a {made.kind}, but step {step.key!r} takes a {step.kind}.")
        if made.anew:
            return
        if step is not self.place:
            self.place, self.before, self.tries = step, self.known, []
        again = isinstance(step, ReplyStep) and step.closing
        base = self.before if again else self.known
        self.known = base.after(step, made.result)
        self.tries.append(made)
        self.turns += said_by_me(step, made)
        self.turns += _effects(step, made, base.temper, self.known.temper)
        if to := str(made.result.get("to") or ""):
            self._go(step, to, made)

    def state(self, moves: Sequence[Made]) -> State:
        """Where it stands. `moves` are all that are stored, those beyond the bound too."""
        ending = self.place if isinstance(self.place, Ending) else None
        step = None if isinstance(self.place, Ending) else self.place
        number = moves[-1].number + 1 if moves else 1
        return State(
            step=step,
            ending=ending,
            turns=tuple(self.turns),
            versions=tuple(self.tries) if isinstance(step, ReplyStep) else (),
            temper=self.known.temper,
            given=self.known.given,
            revealed=self.known.revealed,
            broken=self.known.broken,
            chosen=self.known.chosen,
            taken=dict(self.taken),
            options=offered(step, self.known.chosen),
            asked=asked(step, self.known.chosen),
            next_number=number,
            full=len(moves) >= MOST_MOVES,
            done=ending is not None or self._nothing_left(),
        )

    def _go(self, step: AnyStep, to: str, made: Made) -> None:
        here = step.key
        for key in (*(made.result.get("by") or ()), to):
            self.taken[way(here, key)] += 1
            here = key
        self._arrive(self.script.place(to), made.number)

    def _arrive(self, place: "AnyStep | Ending", number: int) -> None:
        self.place, self.before, self.tries = place, self.known, []
        shows = "" if isinstance(place, Ending) else place.shows
        if place.scene or shows:
            self.turns.append(Turn(place.scene, "scene", number=number, step=place.key, shows=shows))
        for line in spoken(place.says, self.known):
            self.turns.append(Turn(line.text, who=line.who, number=number, step=place.key))

    def _nothing_left(self) -> bool:
        """A step without a way out ends the conversation where it is: a release check should have stopped this."""
        if isinstance(self.place, ChoiceStep | ConsultStep):
            return not offered(self.place, self.known.chosen)
        return isinstance(self.place, OrderStep | MatchStep) and bool(self.tries) and not self.place.next


def spoken(lines: Sequence[Line], known: Known) -> list[Line]:
    """Of each person the first line whose condition holds, in the order in which people first appear."""
    said: dict[str, Line] = {}
    for line in lines:
        if line.who not in said and line.when.holds(known):
            said[line.who] = line
    return list(said.values())


def said_by_me(step: AnyStep, made: Made) -> list[Turn]:
    """What the learner said or did with this move, in words."""
    common: dict[str, Any] = {"number": made.number, "step": step.key, "channel": step.channel, "who": step.who}
    payload, result = made.payload, made.result
    if isinstance(step, ReplyStep):
        return [Turn(str(payload.get("text", "")), "mine", **common)]
    if isinstance(step, ChoiceStep):
        key = str(result.get("option") or payload.get("option") or "")
        option = next((each for each in step.options if each.key == key), None)
        return [Turn(option.text if option else key, "mine", act=option.act if option else "say", **common)]
    if isinstance(step, ConsultStep):
        return _consulted(step, result, common)
    texts = {item.key: item.text for item in step.items}
    if isinstance(step, OrderStep):
        rows = tuple(texts.get(key, key) for key in result.get("placed") or payload.get("order") or ())
    else:
        targets = {target.key: target.text for target in step.targets}
        pairs = payload.get("pairs") or {}
        # The place first: what is put there may be a sentence with its own full stop.
        rows = tuple(f"{targets.get(pairs[key], '')}: {texts[key]}" for key in texts if key in pairs)
    return [Turn("\n".join(rows), "mine", items=rows, **common)]


def _consulted(step: ConsultStep, result: Mapping[str, Any], common: dict[str, Any]) -> list[Turn]:
    ask = next((each for each in step.asks if each.key == result.get("ask")), None)
    if ask is None:
        return []
    place = {**common, "who": str(result.get("whom") or ask.whom)}
    return [Turn(ask.text, "asked", **place), Turn(str(result.get("answer") or ask.answer), "answer", **place)]


def _effects(step: AnyStep, made: Made, before: Mapping[str, int], after: Mapping[str, int]) -> list[Turn]:
    """One for each person who cooled or heated; one without a change when there is only a note."""
    note = str(made.result.get("note") or "")
    people = [person for person in after if before.get(person, COOLEST) != after[person]]
    if not people and note:
        people = [step.who]
    return [
        Turn(
            "" if place else note,
            "effect",
            who=person,
            number=made.number,
            step=step.key,
            temper_before=before.get(person, COOLEST),
            temper_after=after.get(person, COOLEST),
        )
        for place, person in enumerate(people)
    ]


def _joined(first: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))
