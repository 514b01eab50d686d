"""Puts the parts together: read, look, guard, level, explain."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from .chances import chances
from .evidence import gather
from .feedback import CANNOT_JUDGE, change_one, reasons, wonders
from .guards import LOOKED_AT, find_guards
from .learned import Model, load_model
from .levels import provisional
from .marks import marks
from .readability import reading_grade
from .reading import read
from .referring import referred
from .results import Result
from .spelling import Vocabulary, vocabulary
from .task import Task

FOLDER = Path(__file__).parent
HASHED = (".py", ".json", ".txt", ".npz")
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")


def version(model: Model | None = None) -> str:
    """The hash of code, word lists, coefficients and thresholds, 16 hex digits: two equal versions score alike."""
    shipped = _shipped_version()
    if model is None or model.version == load_model().version:
        return shipped
    return hashlib.sha256(f"{shipped}\0{model.version}".encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _shipped_version() -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in FOLDER.rglob("*") if p.suffix in HASHED):
        digest.update(path.relative_to(FOLDER).as_posix().encode())
        digest.update(b"\0")
        digest.update(path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()[:16]


def vocabulary_of(task: Task) -> Vocabulary:
    """The words that a slip in a reply to this task may have meant."""
    facts = (t for f in task.facts for t in (f.text, *f.accepted, *f.contradicts))
    gates = tuple(p for g in task.gates for p in (*g.phrases, *(w for step in g.order for w in step)))
    parts = (p for part in task.parts for p in part.accepted)
    forbidden = tuple(p for m in task.must_not for p in m.phrases)
    texts = (*facts, *gates, *parts, *task.stakes, task.name, task.address_as, task.opening, task.situation)
    return vocabulary(texts, forbidden, task.language)


def score(reply: str, task: Task, model: Model | None = None) -> Result:
    """Looks at one reply and says what is there. Deterministic, takes any string, never raises on it.

    The levels are provisional feedback for a learner; a person's score decides. Without a model the shipped one
    is asked.
    """
    model = load_model() if model is None else model
    known = vocabulary_of(task)
    reading = read(reply[:LOOKED_AT], task.language, known)
    words = sum(1 for _ in _WORD.finditer(reply))
    evidence = gather(reading, task, known)
    guards = find_guards(reading, task, evidence, words)
    levels = {} if guards else provisional(evidence, task)
    sure = chances(levels, model.judge(reply[:LOOKED_AT]) if levels else {})
    return Result(
        version=version(model),
        words=words,
        reading_grade=reading_grade(reading),
        guards=guards,
        facts=evidence.facts,
        parts=evidence.parts,
        must_not=evidence.must_not,
        gates=evidence.gates,
        cues=evidence.cues,
        levels=levels,
        reasons=reasons(evidence, task, levels),
        marks=marks(evidence, task),
        wonders=() if guards else wonders(evidence, task),
        change_one=change_one(evidence, task, guards, levels),
        cannot_judge=CANNOT_JUDGE,
        chances=sure,
        referred=referred(evidence, sure),
    )
