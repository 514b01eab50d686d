"""Where it goes from here: what is still offered, and which way out of a step holds."""

from collections import Counter
from collections.abc import Mapping, Sequence

from .conditions import Known
from .steps import AnyStep, ChoiceStep, ConsultStep, Ending, Option, Question, Script

# Where used-up steps lead round and round (a release check stops that), it goes on from one of them.
MOST_PASSED = 100


def offered(step: "AnyStep | Ending | None", chosen: Sequence[str]) -> tuple[Option, ...] | tuple[Question, ...]:
    """Options of a choice, or questions of a consult, that were not taken yet. A consult ends after `most`."""
    if isinstance(step, ChoiceStep):
        return tuple(option for option in step.options if f"{step.key}/{option.key}" not in chosen)
    if isinstance(step, ConsultStep):
        left = tuple(ask for ask in step.asks if f"{step.key}/{ask.key}" not in chosen)
        return left if len(step.asks) - len(left) < step.most else ()
    return ()


def asked(step: "AnyStep | Ending | None", chosen: Sequence[str]) -> tuple[str, ...]:
    """The keys of what was asked in this consult, in the order in which it was asked."""
    if not isinstance(step, ConsultStep):
        return ()
    head = f"{step.key}/"
    return tuple(key.removeprefix(head) for key in chosen if key.startswith(head))


def used_up(step: "AnyStep | Ending", chosen: Sequence[str]) -> bool:
    """A choice or a consult in which nothing is left to take is passed by."""
    return isinstance(step, ChoiceStep | ConsultStep) and not offered(step, chosen)


def onward(
    script: Script, step: AnyStep, known: Known, taken: Mapping[str, int], to: str = ""
) -> tuple[str, tuple[str, ...]]:
    """The key to go to and the keys passed by on the way; ("", ()) when no way out holds.

    `to` goes before the step's own ways. Choices and consults that are used up are passed by.
    """
    counts = Counter(taken)
    here: AnyStep = step
    passed: list[str] = []
    goal = to or follow(here, known, counts)
    while goal:
        counts[way(here.key, goal)] += 1
        place = script.place(goal)
        if isinstance(place, Ending) or not used_up(place, known.chosen) or len(passed) >= MOST_PASSED:
            break
        further = follow(place, known, counts)
        if not further:
            break
        passed.append(goal)
        here, goal = place, further
    return goal, tuple(passed)


def follow(step: AnyStep, known: Known, counts: Mapping[str, int]) -> str:
    """The first edge that holds and was taken fewer than `at_most` times; "" when none does."""
    for edge in step.next:
        bounded = edge.at_most is not None and counts.get(way(step.key, edge.to), 0) >= edge.at_most
        if not bounded and edge.when.holds(known):
            return edge.to
    return ""


def way(start: str, goal: str) -> str:
    return f"{start}>{goal}"
