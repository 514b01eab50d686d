"""The linear models that ship with the product: what a text's own words say about its tone, and how sure that is.

Coefficients are data (JSON beside this file), made by `manage.py train_scorer`. numpy is not even needed to judge.
A judgment is provisional and advises the rules; it knows nothing of facts, of the person written to, or of sarcasm.
"""

import hashlib
import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .features import cue_names, cue_values, letter_grams, word_grams
from .levels import Cuts
from .tokens import tokens

FOLDER = Path(__file__).parent / "coefficients"
SIGNS = 5  # named cues told with a judgment
DIGITS = 6  # a value is rounded, so that two machines that round a logarithm differently agree to the byte


@dataclass(frozen=True, slots=True)
class Judgment:
    """What one part of the model says of a text.

    `levels` cannot be ruled out: one is a confident answer, two neighbors are a band, more are for a person.
    `signs` are the named cues that moved the value most, with what each added.
    """

    part: str
    criterion: str
    value: float
    level: int
    probabilities: tuple[float, ...]
    levels: tuple[int, ...]
    signs: tuple[tuple[str, float], ...]

    @property
    def standing(self) -> str:
        return {1: "confident", 2: "band"}.get(len(self.levels), "person")


@dataclass(frozen=True)
class Grams:
    """A vocabulary of runs: (rarity, coefficient) of each."""

    weights: dict[str, tuple[float, float]]

    def value(self, counts: dict[str, int]) -> float:
        """The dot product of the coefficients with the TF-IDF row of unit length."""
        total = length = 0.0
        for gram, count in counts.items():
            known = self.weights.get(gram)
            if known is not None:
                weight = (1 + math.log(count)) * known[0]
                length += weight * weight
                total += weight * known[1]
        return total / math.sqrt(length) if length else 0.0


@dataclass(frozen=True)
class Part:
    """One linear model: `criterion` is what its levels are levels of."""

    name: str
    criterion: str
    intercept: float
    cues: tuple[float, ...]
    words: Grams
    letters: Grams
    cuts: Cuts


@dataclass(frozen=True)
class Model:
    """All parts, and the hash of their coefficients."""

    parts: tuple[Part, ...]
    version: str

    def judge(self, text: str) -> dict[str, Judgment]:
        """Part name to judgment. Takes any string and never raises on it."""
        counted = _counted(text)
        return {part.name: _judged(part, counted) for part in self.parts}

    def values(self, text: str) -> dict[str, float]:
        """Part name to the linear score alone: about a normal score of the texts it was trained on."""
        counted = _counted(text)
        return {part.name: _value(part, counted)[0] for part in self.parts}


_Counted = tuple[list[float], dict[str, int], dict[str, int]]


def _counted(text: str) -> _Counted:
    read = tokens(text)
    return cue_values(read), word_grams(read), letter_grams(text)


def _value(part: Part, counted: _Counted) -> tuple[float, list[float]]:
    """The score, and what each named cue added to it."""
    cues, words, letters = counted
    shares = [weight * count for weight, count in zip(part.cues, cues, strict=True)]
    return round(part.intercept + sum(shares) + part.words.value(words) + part.letters.value(letters), DIGITS), shares


def _judged(part: Part, counted: _Counted) -> Judgment:
    value, shares = _value(part, counted)
    signs = sorted(zip(cue_names(), shares, strict=True), key=lambda sign: (-abs(sign[1]), sign[0]))
    return Judgment(
        part=part.name,
        criterion=part.criterion,
        value=value,
        level=part.cuts.level(value),
        probabilities=tuple(round(p, DIGITS) for p in part.cuts.probabilities(value)),
        levels=part.cuts.possible(value),
        signs=tuple((name, round(share, 3)) for name, share in signs[:SIGNS] if abs(share) >= 0.0005),
    )


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The shipped model; read once a process."""
    digest = hashlib.sha256()
    parts = []
    for path in sorted(FOLDER.glob("*.json")):
        content = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        parts.append(part_of(json.loads(content)))
    return Model(tuple(parts), digest.hexdigest()[:16])


def part_of(data: dict[str, Any]) -> Part:
    """A part from its file. Cues are kept by name: a cue that the file does not know weighs nothing."""
    return Part(
        name=data["part"],
        criterion=data["criterion"],
        intercept=data["intercept"],
        cues=tuple(data["cues"].get(name, 0.0) for name in cue_names()),
        words=_grams(data["words"]),
        letters=_grams(data["letters"]),
        cuts=Cuts(tuple(data["cuts"]), data["temperature"], tuple(data["strange"])),
    )


def _grams(data: dict[str, Any]) -> Grams:
    """Runs on one line each, how many texts held them, and their coefficients in whole steps."""
    texts, step = data["texts"], data["step"]
    grams = data["grams"].split("\n") if data["grams"] else []
    rows = zip(grams, data["held_by"], data["coefficients"], strict=True)
    return Grams({g: (math.log((1 + texts) / (1 + held)) + 1, c * step) for g, held, c in rows})
