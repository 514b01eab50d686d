"""The shipped model on a set of rated texts, before any of its labels is looked at."""

import hashlib
import unicodedata
from dataclasses import dataclass

import numpy as np

from scenarios.scoring.learned import load_model
from scenarios.scoring.learned.model import FOLDER

from .learner import QUARTERS, Prediction, quarter_of
from .target import Target

# What a criterion may be called, and the part of the model that speaks of it.
CRITERIA = {
    "tone": "tone courteous courtesy politeness polite civility manners respect professional professionalism",
    "receptive": "receptive receptiveness openness open constructive listening",
    "reacting": "reacting reaction reactions empathy empathetic empathic emotional warmth warm feeling compassion",
    "asking": "asking exploring exploration explorations questions curiosity inquiry inviting",
    "none": "understanding interpretation interpretations perspective",
}
MANY_SEEN = 0.01  # share of rows known from training from which a part is left out
NO_PART = "Understanding of the other's view is never scored by the machine; a person sees it."


@dataclass(frozen=True)
class Prior:
    """Values of the parts of the shipped model that may be used here. `part` is the one the criterion names."""

    part: str
    names: tuple[str, ...]
    values: np.ndarray
    notes: tuple[str, ...]


def part_for(criterion: str) -> str:
    """The part that speaks of a criterion; tone where nothing is said, "none" where the machine does not score."""
    words = set(criterion.casefold().replace("_", " ").replace("-", " ").split())
    for part in ("none", "receptive", "asking", "reacting", "tone"):
        if words & set(CRITERIA[part].split()):
            return part
    return "tone"


def prior_of(texts: list[str], criterion: str) -> Prior:
    """Judges all texts. A part that was trained on these very texts is left out: it would only remember."""
    model = load_model()
    part, notes = part_for(criterion), []
    used = []
    for each in model.parts:
        share = _known(texts, each.name)
        if share > MANY_SEEN:
            notes.append(
                f"The shipped part “{each.name}” was trained on {share:.0%} of these texts and is left out here."
            )
        else:
            used.append(each.name)
    if part == "none":
        notes.append(NO_PART)
    judged = [model.judge(text) for text in texts]
    values = np.array([[j[name].value for name in used] for j in judged])
    return Prior(part, tuple(used), values, tuple(notes))


def fingerprint(text: str) -> str:
    """A short hash of a text without regard to case and spaces, by which it is known again."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:8]


def _known(texts: list[str], part: str) -> float:
    path = FOLDER / f"{part}.seen"
    if not path.exists():
        return 0.0
    seen = frozenset(path.read_text(encoding="ascii").split())
    return sum(fingerprint(text) in seen for text in texts) / len(texts)


def alone(prior: Prior, target: Target, similar: np.ndarray | None) -> Prediction | None:
    """The prediction of the shipped model with no label at all, or None where it has nothing to say.

    With reference answers it is their similarity. A part whose weights were set by hand lays its own cut-points over
    the levels of the target, lowest on lowest. One that was trained on other texts knows an order and no scale: its
    values are laid over the levels by their own middle and spread in this file.
    """
    if not target.ordered:
        return None
    size = len(target.names) or QUARTERS
    if similar is not None:
        return _at(similar, similar * (size - 1), size)
    if prior.part not in prior.names:
        return None
    values = prior.values[:, prior.names.index(prior.part)]
    part = next(p for p in load_model().parts if p.name == prior.part)
    if not target.names:
        return _at(values, quarter_of(values, values).astype(float), size)
    if part.words.weights:
        spread = (values - values.mean()) / (values.std() or 1.0)
        return _at(values, (size - 1) / 2 + spread * (size - 1) / 4, size)
    return _at(values, _on_rubric(values, part.cuts.cuts) * (size - 1), size)


def _on_rubric(values: np.ndarray, cuts: tuple[float, ...]) -> np.ndarray:
    """Where values stand between the lowest level of the rubric (0) and the highest (1), halfway at each cut-point."""
    margin = (cuts[-1] - cuts[0]) / 2
    steps = np.interp(
        values, [cuts[0] - margin, *cuts, cuts[-1] + margin], [0, *(k + 0.5 for k in range(len(cuts))), 3]
    )
    return steps / len(cuts)


def _at(values: np.ndarray, places: np.ndarray, size: int) -> Prediction:
    """A prediction that puts each text at a place from 0 to size - 1: the nearer a level, the likelier."""
    places = np.clip(places, 0, size - 1)
    softness = max(0.5, (size - 1) / 4)
    near = np.exp(-(((np.arange(size)[None, :] - places[:, None]) / softness) ** 2) / 2)
    levels = np.floor(places + 0.5).astype(int)
    return Prediction(values, near / near.sum(axis=1, keepdims=True), levels, middle=float(np.median(values)))
