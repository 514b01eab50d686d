"""What a release means for people, once the trainer has said it of each changed item. Plain Python.

    =============  ============  =================================  ================================================
                   not started   under way                          done
    cosmetic       newest        moves to it                        nothing
    correction     newest        moves to it at once, with a note   a note
    top-up         newest        is offered it                      a round of the changed items alone
    retake         newest        stays                              a new round is due
    =============  ============  =================================  ================================================

One release may mix them. A correction then moves everyone, since what was wrong cannot wait; a retake takes the place
of a top-up, since it holds the same items.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from courses.path import Fit, JobFacts

COSMETIC, CORRECTION, TOP_UP, RETAKE = "cosmetic", "correction", "top_up", "retake"
# From the weakest to the strongest.
STRENGTH = ("", COSMETIC, CORRECTION, TOP_UP, RETAKE)


@dataclass(frozen=True)
class Effect:
    """`moves`: of those under way "all", "up_to_date" (who does not stay behind on purpose) or "none"."""

    moves: str = "none"
    offered: bool = False
    told: bool = False
    due: str = ""  # of those who are done: "", "top_up" or "retake"


def effect_of(meanings: Collection[str]) -> Effect:
    told = CORRECTION in meanings
    large = {TOP_UP, RETAKE}.intersection(meanings)
    due = RETAKE if RETAKE in meanings else TOP_UP if TOP_UP in meanings else ""
    moves = "all" if told else "none" if large else "up_to_date"
    return Effect(moves, offered=due == TOP_UP and moves == "none", told=told, due=due)


def strongest(meanings: Iterable[str]) -> str:
    return max(meanings, key=STRENGTH.index, default="")


def asks_something(fits: Sequence[Fit], jobs: Sequence[JobFacts]) -> bool:
    """Is one of these items for someone with these jobs? Without any item for them there is no round to open."""
    return any(fit.for_everyone or any(fit.holds(job) for job in jobs) for fit in fits)


@dataclass(frozen=True)
class Stand:
    """One person on the course. `state`: "not_started", "under_way" or "done".

    `behind`: under way on an edition older than a top-up or retake, which they were free not to take.
    `has_round`: whoever is done by an imported record has no round of ours to put a note on.
    """

    person_id: int
    state: str
    behind: bool = False
    has_round: bool = True


@dataclass(frozen=True)
class Impact:
    """How many people a release touches, and how. Every person of the course is counted once on the left of `told`."""

    newest: int = 0
    moved: int = 0
    offered: int = 0
    stay: int = 0
    top_up: int = 0
    retake: int = 0
    nothing: int = 0
    told: int = 0


def impact_of(
    effect: Effect, people: Iterable[Stand], *, fits: Sequence[Fit], jobs: dict[int, list[JobFacts]]
) -> Impact:
    """`fits`: of the items that a top-up would ask for. `jobs`: what each person does today."""
    count = dict.fromkeys(("newest", "moved", "offered", "stay", "top_up", "retake", "nothing", "told"), 0)
    for each in people:
        what = _of_one(effect, each, fits, jobs)
        count[what] += 1
        if effect.told and (what == "moved" or (each.state == "done" and each.has_round)):
            count["told"] += 1
    return Impact(**count)


def moves(effect: Effect, *, behind: bool) -> bool:
    return effect.moves == "all" or (effect.moves == "up_to_date" and not behind)


def _of_one(effect: Effect, each: Stand, fits: Sequence[Fit], jobs: dict[int, list[JobFacts]]) -> str:
    if each.state == "not_started":
        return "newest"
    if each.state == "under_way":
        if moves(effect, behind=each.behind):
            return "moved"
        return "offered" if effect.offered else "stay"
    if effect.due == TOP_UP:
        return "top_up" if asks_something(fits, jobs.get(each.person_id, [])) else "nothing"
    return effect.due or "nothing"
