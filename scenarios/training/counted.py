"""Texts as sparse matrices, from the very counts that the shipped model makes."""

import math
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from scenarios.scoring.learned.features import cue_values, letter_grams, word_grams
from scenarios.scoring.learned.tokens import tokens

Counts = dict[str, int]


@dataclass
class Counted:
    """A list of texts, counted once."""

    texts: list[str]
    cues: np.ndarray = field(init=False)
    words: list[Counts] = field(init=False)
    letters: list[Counts] = field(init=False)

    def __post_init__(self):
        read = [tokens(text) for text in self.texts]
        self.cues = np.array([cue_values(r) for r in read], dtype=float)
        self.words = [word_grams(r) for r in read]
        self.letters = [letter_grams(text) for text in self.texts]


@dataclass
class Vocabulary:
    """The runs that stand in at least `least` of the texts it was learned from, and in how many."""

    texts: int
    held_by: dict[str, int]

    @classmethod
    def learned(cls, counts: list[Counts], least: int) -> "Vocabulary":
        held: Counter[str] = Counter()
        for row in counts:
            held.update(row.keys())
        return cls(len(counts), {gram: n for gram, n in sorted(held.items()) if n >= least})

    def rows(self, counts: list[Counts]) -> sparse.csr_matrix:
        """TF-IDF rows of unit length."""
        place = {gram: i for i, gram in enumerate(self.held_by)}
        rarity = [math.log((1 + self.texts) / (1 + n)) + 1 for n in self.held_by.values()]
        values: list[float] = []
        columns: list[int] = []
        ends = [0]
        for row in counts:
            known = [(place[g], (1 + math.log(n)) * rarity[place[g]]) for g, n in row.items() if g in place]
            length = math.sqrt(sum(v * v for _, v in known)) or 1.0
            columns += [i for i, _ in known]
            values += [v / length for _, v in known]
            ends.append(len(columns))
        return sparse.csr_matrix((values, columns, ends), shape=(len(counts), len(place)))
