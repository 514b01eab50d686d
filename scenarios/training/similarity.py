"""A short answer beside its reference answers: how much of them it says. For measuring; it never awards a fact."""

import math
from collections import Counter
from itertools import pairwise

import numpy as np

from scenarios.scoring.learned.features import letter_grams
from scenarios.scoring.learned.tokens import tokens
from scenarios.scoring.lexicon import lexicon
from scenarios.scoring.words import stem

NAMES = ("recall", "precision", "overlap", "weighted_recall", "in_a_row", "letters", "denied_apart")
BY_HAND = {"recall": 0.3, "weighted_recall": 0.4, "letters": 0.3, "denied_apart": -0.15}


class Comparer:
    """Compares answers with references; `rarity` comes from all references, so that common words weigh little."""

    def __init__(self, references: list[list[str]]):
        distinct = sorted({text for row in references for text in row})
        self._read = {text: _Read(text) for text in distinct}
        held = Counter(word for read in self._read.values() for word in set(read.words))
        self._rarity = {word: math.log((1 + len(distinct)) / (1 + n)) + 1 for word, n in held.items()}
        self._common = math.log(1 + len(distinct)) + 1

    def row(self, answer: str, references: list[str]) -> list[float]:
        """Best and mean over the references, then the share of negations and the length; zeros without a reference."""
        read = _Read(answer)
        each = np.array([self._against(read, self._read[text]) for text in references] or [[0.0] * len(NAMES)])
        return [*each.max(axis=0), *each.mean(axis=0), math.log1p(len(read.words)), float(read.denied)]

    def by_hand(self, row: list[float]) -> float:
        """One figure without any label, about 0 to 1: the best similarity to a reference."""
        best = dict(zip(NAMES, row, strict=False))
        return sum(weight * best[name] for name, weight in BY_HAND.items())

    def _against(self, answer: "_Read", reference: "_Read") -> list[float]:
        mine, its = Counter(answer.words), Counter(reference.words)
        both = sum((mine & its).values())
        recall, precision = both / max(sum(its.values()), 1), both / max(sum(mine.values()), 1)
        weight = sum(self._weight(w) for w in its)
        pairs = answer.pairs & reference.pairs
        return [
            recall,
            precision,
            2 * recall * precision / (recall + precision) if both else 0.0,
            sum(self._weight(w) for w in its if w in mine) / weight if weight else 0.0,
            len(pairs) / max(len(reference.pairs), 1),
            _cosine(answer.letters, reference.letters),
            float(answer.denied != reference.denied),
        ]

    def _weight(self, word: str) -> float:
        return self._rarity.get(word, self._common)


class _Read:
    def __init__(self, text: str):
        known = lexicon()
        read = [t for t in tokens(text) if t[0].isalnum() or t[0] == "#"]
        self.words = [stem(t) for t in read if t not in known.function_words]
        self.pairs = set(pairwise(read))
        self.letters = letter_grams(text)
        self.denied = any(t in known.negators for t in read)


def _cosine(a: dict[str, int], b: dict[str, int]) -> float:
    over = sum(n * b[g] for g, n in a.items() if g in b)
    return over / math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values())) if over else 0.0
