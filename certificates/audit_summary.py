"""How many lines of a long audit export stand where. Plain Python: rows of a table in, counts out."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """One line of the summary: `counts` in the order of the statuses asked for."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def summed(rows: Iterable[Sequence[str]], by: int, status: int, statuses: Sequence[str]) -> list[Counted]:
    """By the column `by`, in the order of its names."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row[by], Counter())[row[status]] += 1
    return [Counted(name, tuple(found[name][word] for word in statuses)) for name in sorted(found)]


def in_order(words: Collection[str], known: Sequence[str]) -> list[str]:
    """As the statuses are always told; a word that is not known any more comes last."""
    return [word for word in known if word in words] + sorted(set(words) - set(known))
