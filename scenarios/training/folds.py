"""Parts of the rows to test on in turn. Rows of one group, and equal texts, never stand on both sides."""

from collections import defaultdict

import numpy as np

from safe.table_parts import BadTable

Fold = tuple[np.ndarray, np.ndarray]


def folds(groups: list[str], count: int, seed: int) -> list[Fold]:
    """(training rows, test rows) for each fold: whole groups, shuffled, each given to the smallest fold so far."""
    members: dict[str, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        members[group].append(i)
    if len(members) < 2:
        raise BadTable("All rows belong to one group, so none can be tested by a model that has not seen it.")
    order = np.random.default_rng(seed).permutation(len(members))
    names = list(members)
    parts: list[list[int]] = [[] for _ in range(min(count, len(members)))]
    for group in sorted((names[i] for i in order), key=lambda name: -len(members[name])):
        min(parts, key=len).extend(members[group])
    everything = np.arange(len(groups))
    return [(np.setdiff1d(everything, part), np.sort(np.array(part))) for part in parts]


def drawn(train: np.ndarray, labels: int | None, seed: int) -> np.ndarray:
    """As many of the training rows as there are labels; all of them for None."""
    if labels is None or labels >= len(train):
        return train
    return np.sort(np.random.default_rng(seed).choice(train, labels, replace=False))
