"""The views of a set of rated texts that a linear model may learn from, as rows for training and for testing.

Everything that is counted over texts (which runs are kept, how rare they are, what is standardized) is counted over
the training rows alone, so that nothing of a test row is known before it is tested.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from .counted import Counted, Counts

CUES, SIMILAR, TASK = 0.1, 0.2, 0.5  # how much one standard deviation weighs beside a unit row of runs
PRIOR, NAMED_PRIOR = 0.3, 0.6  # the same for a shipped part, and for the one that the criterion names
LEAST = {"words": (2, 3), "letters": (3, 6)}  # texts that must hold a run: with few training texts, with many
MANY = 1000


@dataclass
class Views:
    """All counts of all texts, made once.

    `prior` is what can be said without labels, column by column; `similar` is how an answer stands to its references.
    """

    counted: Counted
    prior: np.ndarray
    prior_weights: np.ndarray
    similar: np.ndarray | None = None
    tasks: list[str] = field(default_factory=list)
    _runs: dict[str, sparse.csr_matrix] = field(init=False)

    def __post_init__(self):
        self._runs = {"words": _table(self.counted.words), "letters": _table(self.counted.letters)}
        if self.tasks:
            for name in ("words", "letters"):
                counts = getattr(self.counted, name)
                self._runs[f"{name} of a task"] = _table(
                    [{f"{task}\t{g}": n for g, n in row.items()} for task, row in zip(self.tasks, counts, strict=True)]
                )
            order = sorted(set(self.tasks))
            columns = [order.index(task) for task in self.tasks]
            self._task = sparse.csr_matrix((np.ones(len(columns)), columns, range(len(columns) + 1)))

    def rows(
        self, train: np.ndarray, test: np.ndarray, *, seen_tasks: bool
    ) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        """(training rows, test rows). What belongs to single tasks is left out where the test has other ones."""
        parts = [
            _standard(self.counted.cues, CUES, train, test),
            _standard(self.prior, self.prior_weights, train, test),
        ]
        if self.similar is not None:
            parts.append(_standard(self.similar, SIMILAR, train, test))
        for name, table in self._runs.items():
            if seen_tasks or not name.endswith("of a task"):
                parts.append(_weighed(table, LEAST[name.split(" ")[0]][len(train) >= MANY], train, test))
        if self.tasks and seen_tasks:
            parts.append((self._task[train] * TASK, self._task[test] * TASK))
        return sparse.hstack([a for a, _ in parts]).tocsr(), sparse.hstack([b for _, b in parts]).tocsr()


def _table(counts: list[Counts]) -> sparse.csr_matrix:
    """Raw counts damped by a logarithm, one column for each run that stands in two texts or more."""
    place: dict[str, int] = {}
    columns: list[int] = []
    values: list[int] = []
    ends = [0]
    for row in counts:
        columns += [place.setdefault(gram, len(place)) for gram in row]
        values += row.values()
        ends.append(len(columns))
    data = 1 + np.log(np.array(values, dtype=float))
    table = sparse.csr_matrix((data, columns, ends), shape=(len(counts), len(place)))
    held = np.asarray((table > 0).sum(axis=0)).ravel()
    return table[:, np.flatnonzero(held >= 2)]


def _weighed(
    table: sparse.csr_matrix, least: int, train: np.ndarray, test: np.ndarray
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """TF-IDF rows of unit length over the runs that at least `least` training texts hold."""
    mine = table[train]
    held = np.bincount(mine.indices, minlength=table.shape[1])
    kept = np.flatnonzero(held >= least)
    rarity = sparse.diags(np.log((1 + len(train)) / (1 + held[kept])) + 1)
    return _unit(mine[:, kept] @ rarity), _unit(table[test][:, kept] @ rarity)


def _unit(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.diags(1 / np.where(length > 0, length, 1)) @ rows


def _standard(
    dense: np.ndarray, weight: float | np.ndarray, train: np.ndarray, test: np.ndarray
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    mean, spread = dense[train].mean(axis=0), dense[train].std(axis=0)
    scale = np.where(spread > 1e-9, weight / np.where(spread > 1e-9, spread, 1), 0)
    return tuple(
        sparse.csr_matrix(np.clip((dense[rows] - mean) * scale, -4 * weight, 4 * weight)) for rows in (train, test)
    )
