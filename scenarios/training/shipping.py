"""Writes the coefficients that ship: the same data give the same bytes."""

import csv
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from scenarios.scoring.learned.features import cue_names
from scenarios.scoring.learned.levels import LEVELS, Cuts
from scenarios.scoring.learned.model import Model, part_of

from .anchors import Anchor
from .counted import Counted, Vocabulary
from .fitting import fit, fit_cuts, normal_scores
from .shipped import fingerprint

# Kept with their values, so that a test sees when the counting has changed and the coefficients have not.
PROOF = (
    "Hello Ms. Bell, thank you for writing. I'm sorry you had to ask twice! Would Friday at 2:00 suit you?",
    "You didn't read the handbook, did you? Stop calling us; it's not our problem...",
)
STEPS = 2000  # coefficients are kept in whole steps of their largest
PROVED = 4  # decimals of the values that prove it
SIGNIFICANT = 5  # figures of a step: what comes after them hangs on the machine


@dataclass(frozen=True, slots=True)
class Source:
    """A file of rated texts that coefficients may be trained on, and what must be said with them."""

    file: str
    text: str
    target: str
    part: str
    criterion: str
    credit: str
    alpha: float
    least_words: int
    least_letters: int


SOURCES = (
    Source(
        "politeness_wiki.csv", "Request", "Normalized Score", "tone", "courteous",
        "Stanford Politeness Corpus (Danescu-Niculescu-Mizil, Sudhof, Jurafsky, Leskovec, Potts, 2013), requests from "
        "Wikipedia talk pages, CC BY 4.0 as distributed with ConvoKit",
        3.0, 3, 6,
    ),
    Source(
        "receptiveness.csv", "text", "receptive", "receptive", "empathy",
        "Conversational receptiveness data of the R package politeness (Yeomans, Kantor, Tingley; Yeomans, Minson and "
        "others, 2020), MIT",
        3.0, 3, 8,
    ),
)  # fmt: skip

# No rated text may ship for these two: weights set by hand, told as such.
BY_HAND: dict[str, tuple[str, dict[str, float]]] = {
    "reacting": ("empathy", {
        "feeling_for": 0.6, "feeling": 0.4, "apology": 0.25, "good_wishes": 0.2, "own_it": 0.2, "praise": 0.1,
        "understand": 0.15, "offer_help": 0.1, "exclamations": 0.05, "minimize": -0.6, "rude": -0.5, "accuse": -0.2,
        "stock_words": -0.2,
    }),
    "asking": ("empathy", {"questions": 0.6, "more_view": 0.3, "ask_view": 0.2, "last_question": 0.1}),
}  # fmt: skip

# No sample reply is rated for how it asks: its cut-points (none, one question, one that invites, several) are set by
# hand as well, and with no text to calibrate by no level is ever ruled out.
CUTS_BY_HAND = {"asking": Cuts(cuts=(0.3, 0.75, 1.25), temperature=0.2, strange=(1.0,) * len(LEVELS))}


def _ratings(path: Path, source: Source) -> tuple[list[str], np.ndarray]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row[source.text], float(row[source.target])) for row in csv.DictReader(file)]
    return [text for text, _ in rows], np.array([target for _, target in rows])


def trained(folder: Path, anchors: list[Anchor]) -> Iterable[tuple[str, bytes]]:
    """(file name, content) of each part."""
    for source in SOURCES:
        yield f"{source.part}.json", _written(_from_ratings(folder, source), anchors)
        texts, _ = _ratings(folder / source.file, source)
        yield f"{source.part}.seen", ("\n".join(sorted({fingerprint(text) for text in texts})) + "\n").encode()
    for part, (criterion, weights) in BY_HAND.items():
        yield f"{part}.json", _written(_by_hand(part, criterion, weights), anchors)


def _from_ratings(folder: Path, source: Source) -> dict[str, Any]:
    path = folder / source.file
    texts, targets = _ratings(path, source)
    least = {"least_words": source.least_words, "least_letters": source.least_letters}
    fitted = fit(Counted(texts), normal_scores(targets), alpha=source.alpha, **least)
    return {
        "part": source.part,
        "criterion": source.criterion,
        "credit": source.credit,
        "file": {"name": source.file, "rows": len(texts), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()},
        "intercept": round(fitted.intercept, 6),
        "cues": _named(dict(zip(cue_names(), fitted.cues.tolist(), strict=True))),
        "words": _grams(fitted.word_list, fitted.words),
        "letters": _grams(fitted.letter_list, fitted.letters),
    }


def _by_hand(part: str, criterion: str, weights: dict[str, float]) -> dict[str, Any]:
    nothing: dict[str, Any] = {"texts": 0, "step": 0.0, "grams": "", "held_by": [], "coefficients": []}
    return {
        "part": part,
        "criterion": criterion,
        "credit": "Weights set by hand: no rated texts may ship for this part",
        "intercept": 0.0,
        "cues": _named(weights),
        "words": nothing,
        "letters": nothing,
    }


def _named(weights: dict[str, float]) -> dict[str, float]:
    return {name: kept for name, weight in weights.items() if (kept := round(weight, 6))}


def _written(data: dict[str, Any], anchors: list[Anchor]) -> bytes:
    """The file of a part, a key to a line, with the cut-points that the sample replies give it."""
    cuts = CUTS_BY_HAND.get(data["part"]) or _cuts_from(anchors, data)
    data |= {"cuts": list(cuts.cuts), "temperature": cuts.temperature, "strange": list(cuts.strange)}
    proof = Model((part_of(data),), "")
    data["proof"] = [[text, round(proof.values(text)[data["part"]], PROVED)] for text in PROOF]
    lines = (f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False, separators=(',', ':'))}" for k, v in data.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _cuts_from(anchors: list[Anchor], data: dict[str, Any]) -> Cuts:
    """Cut-points by the levels that the authors of sample replies gave."""
    model = Model((part_of({**data, "cuts": [], "temperature": 1.0, "strange": []}),), "")
    rated = [a for a in anchors if data["criterion"] in a.levels]
    values = np.array([model.values(a.text)[data["part"]] for a in rated])
    return fit_cuts(values, np.array([a.levels[data["criterion"]] for a in rated]), [a.scenario for a in rated])


def _grams(vocabulary: Vocabulary, coefficients: np.ndarray) -> dict[str, Any]:
    step = float(np.abs(coefficients).max()) / STEPS
    return {
        "texts": vocabulary.texts,
        "step": float(f"{step:.{SIGNIFICANT}g}"),
        "grams": "\n".join(vocabulary.held_by),
        "held_by": list(vocabulary.held_by.values()),
        "coefficients": np.rint(coefficients / step).astype(int).tolist(),
    }
