"""What a criterion would need before a machine's level could stand without a person's.

Shown as a checklist; nothing is switched on by it.
"""

from dataclasses import dataclass

from .figures import Agreement

RATED_TWICE = 200  # with 50 pairs a true kappa of .69 reaches a lower bound of .60 in a quarter of samples only
BEHIND_PEOPLE = 0.05
LOWEST_BOUND = 0.60
WIDEST_GAP = 0.15
AUDITED = 0.10
NEVER = frozenset(("empathy",))  # its highest level is understanding, which a person has to see


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of one criterion. `gap` is None while no two groups have enough pairs."""

    criterion: str
    people: Agreement
    machine: Agreement
    gap: float | None = None
    audited: float = 0.0


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of the checklist. `have` is None where the figure cannot be told yet; `at_most` turns the comparison."""

    key: str
    have: float | None
    need: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        if self.have is None:
            return False
        over = round(self.have - self.need, 9)  # .70 - .75 is a hair under -.05
        return over <= 0 if self.at_most else over >= 0


def conditions(proof: Proof) -> tuple[Condition, ...]:
    """The checklist of one criterion, in the order in which it is read.

    `may_be_released`: 0 for a criterion that no evidence can ever release. `rated_twice`: replies that two people
    scored. `as_people`: kappa of machine and person against that of two people, less a margin. `lower_bound`: the low
    end of the machine's interval. `group_gap`: in standard deviations. `audit`: share checked blind, for as long as
    it runs.
    """
    people = proof.people.kappa.value if proof.people.kappa else None
    machine = proof.machine.kappa
    behind = None if people is None or machine is None else machine.value - people
    return (
        Condition("may_be_released", float(proof.criterion not in NEVER), 1.0),
        Condition("rated_twice", float(proof.people.n), RATED_TWICE),
        Condition("as_people", behind, -BEHIND_PEOPLE),
        Condition("lower_bound", machine.low if machine else None, LOWEST_BOUND),
        Condition("group_gap", proof.gap, WIDEST_GAP, at_most=True),
        Condition("audit", proof.audited, AUDITED),
    )
