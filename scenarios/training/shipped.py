"""The shipped model on a set of rated texts, before any of its labels is looked at."""

import hashlib
import unicodedata
from dataclasses import dataclass

import numpy as np

from scenarios.scoring.learned import load_model
from scenarios.scoring.learned.model import FOLDER

from .learner import QUARTERS, Prediction
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
    levels: np.ndarray
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
    chances = np.array([[j[name].probabilities for name in used] for j in judged])
    return Prior(part, tuple(used), values, chances, tuple(notes))


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

    With reference answers it is their similarity. Levels of the rubric are laid over the levels of the target, lowest
    on lowest and highest on highest.
    """
    if not target.ordered:
        return None
    size = len(target.names) or QUARTERS
    if similar is not None:
        return _laid_over(similar, _of_similarity(similar), size)
    if prior.part not in prior.names:
        return None
    at = prior.names.index(prior.part)
    return _laid_over(prior.values[:, at], prior.levels[:, at], size)


def _of_similarity(similar: np.ndarray) -> np.ndarray:
    """Chances of four levels from a similarity of about 0 to 1."""
    above = 1 / (1 + np.exp(-8 * (similar[:, None] - np.array([0.25, 0.5, 0.75])[None, :])))
    return -np.diff(np.hstack([np.ones((len(similar), 1)), above, np.zeros((len(similar), 1))]), axis=1)


def _laid_over(values: np.ndarray, chances: np.ndarray, size: int) -> Prediction:
    """Four levels stretched or pressed onto `size`: each gives its chance to the two nearest positions."""
    rubric = chances.shape[1]
    out = np.zeros((len(values), size))
    for level in range(rubric):
        at = level * (size - 1) / (rubric - 1)
        low = min(int(at), size - 2)
        out[:, low] += chances[:, level] * (1 - (at - low))
        out[:, low + 1] += chances[:, level] * (at - low)
    expected = out @ np.arange(size)
    levels = np.clip(np.floor(expected + 0.5), 0, size - 1).astype(int)
    return Prediction(values, out, levels, middle=float(np.median(values)))
