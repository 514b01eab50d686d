"""When does a pre-assessment let someone skip a module, and what of it? Plain Python.

Seven questions or more of one form, at most one wrong, no gate question missed. What must be passed is never skipped,
and what is done already needs no skipping. One try a round: a second one would only test the memory of the first.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

KIND = "pre_assessment"
LEAST = 7
MOST_WRONG = 1


def shown(*, right: int, total: int, gates_missed: Collection[str]) -> bool:
    return total >= LEAST and total - right <= MOST_WRONG and not gates_missed


@dataclass(frozen=True)
class Part:
    """One item of a path, as far as skipping asks about it."""

    item_id: int
    module: str
    kind: str
    gate: bool = False
    done: bool = False


@dataclass(frozen=True)
class Skipping:
    """Of the module in which a pre-assessment stands: what would be skipped, and what is done all the same."""

    skips: tuple[int, ...]
    keeps: tuple[int, ...]


def skipping(parts: Sequence[Part], module: str) -> Skipping:
    inside = [part for part in parts if part.module == module and part.kind != KIND]
    return Skipping(
        skips=tuple(part.item_id for part in inside if not part.gate and not part.done),
        keeps=tuple(part.item_id for part in inside if part.gate),
    )


@dataclass(frozen=True)
class Short:
    """What a bank lacks for a pre-assessment. `what`: "few", "form" (no form holds enough) or "equivalent"."""

    what: str
    outcome: str = ""
    count: int = 0
    most: int = 0


def lacking(draw: Iterable[Mapping], pool: Iterable[Mapping]) -> list[Short]:
    """Enough questions in all, of each outcome enough in one form, and another form for the quiz that comes later."""
    rules = list(draw)
    forms: dict[str, Counter] = {}
    for question in pool:
        forms.setdefault(question["outcome"], Counter())[question["form"]] += 1
    found = []
    total = sum(rule["count"] for rule in rules)
    if total < LEAST:
        found.append(Short("few", count=total))
    for rule in rules:
        bank = forms.get(rule["outcome"], Counter())
        most = max(bank.values(), default=0)
        if most < rule["count"]:
            found.append(Short("form", rule["outcome"], rule["count"], most))
        elif len(bank) < 2:
            found.append(Short("equivalent", rule["outcome"], rule["count"], most))
    return found
