"""What a whole conversation is worth: the levels of its steps, its gates, and the replies that wait for a person.

What was said stands: each choice counts. What is worked on (a reply, an order, a match, a consult) counts as it was
left last. A gate that was missed once is missed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scenarios.scoring.verdict import Verdict, scenario_levels, verdict

from .state import Made
from .steps import ChoiceStep, ReplyStep


@dataclass(frozen=True)
class Marks:
    """What a person gave one reply: level 1-4 by criterion, passed or not by gate."""

    levels: Mapping[str, int]
    gates: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """`levels` by criterion over all steps, `gates` passed or not; `waits`: numbers of replies without a score."""

    levels: Mapping[str, int]
    gates: Mapping[str, bool]
    waits: tuple[int, ...] = ()

    def verdict(self, weights: Mapping[str, int] | None = None) -> Verdict:
        return verdict(self.levels, self.gates, weights)


def counting_replies(moves: Iterable[Made]) -> tuple[Made, ...]:
    """The last written move of each reply step, in the order of their numbers: what a person scores."""
    last = {made.step_key: made for made in _ordered(moves) if made.kind == ReplyStep.kind}
    return tuple(_ordered(last.values()))


def standing(moves: Iterable[Made], marks: Mapping[int, Marks] | None = None) -> Standing:
    """Levels and gates over the steps. `marks` by the number of a counting reply; None: the machine's own count.

    With marks given, a reply that has none waits, and counts for nothing yet.
    """
    moves = _ordered(moves)
    replies = {made.number: made for made in counting_replies(moves)}
    steps: list[Mapping[str, int]] = []
    gates: dict[str, bool] = {}
    waits = []
    for group in _by_step(moves):
        last = group[-1]
        if last.kind == ReplyStep.kind and marks is not None:
            given = marks.get(last.number)
            if given is None:
                waits.append(last.number)
                continue
            steps.append(given.levels)
            _add(gates, given.gates)
            continue
        counted = group if last.kind == ChoiceStep.kind else [last]
        steps.append(scenario_levels([made.result.get("levels") or {} for made in counted]))
        _add(gates, machine_gates(group if last.kind != ReplyStep.kind else [replies[last.number]]))
    return Standing(scenario_levels(steps), gates, tuple(waits))


def machine_gates(moves: Iterable[Made]) -> dict[str, bool]:
    """Gates that these moves' own results speak of; what waits for a person is not among them."""
    gates: dict[str, bool] = {}
    for made in moves:
        for row in made.result.get("gates") or ():
            if row.get("status") in ("passed", "not_passed"):
                _add(gates, {row["key"]: row["status"] == "passed"})
    return gates


def _add(gates: dict[str, bool], more: Mapping[str, bool]) -> None:
    for key, passed in more.items():
        gates[key] = gates.get(key, True) and passed


def _by_step(moves: list[Made]) -> list[list[Made]]:
    groups: dict[str, list[Made]] = {}
    for made in moves:
        groups.setdefault(made.step_key, []).append(made)
    return list(groups.values())


def _ordered(moves: Iterable[Made]) -> list[Made]:
    return sorted(moves, key=lambda made: made.number)
