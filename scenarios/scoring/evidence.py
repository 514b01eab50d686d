"""All that was found in one reply, before anything is concluded from it."""

from dataclasses import dataclass

from .cues import find_cues
from .doubts import doubts
from .facts import Unlisted, find_facts, unlisted
from .gates import find_gates
from .must_not import find_must_not
from .parts import find_parts
from .reading import Reading
from .results import Cue, FactFinding, GateFinding, MustNotFinding, PartFinding
from .spelling import Vocabulary
from .task import Ask, Task


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules of levels.py look at."""

    facts: tuple[FactFinding, ...]
    unlisted: tuple[Unlisted, ...]
    parts: tuple[PartFinding, ...]
    must_not: tuple[MustNotFinding, ...]
    gates: tuple[GateFinding, ...]
    cues: tuple[Cue, ...]
    open_asks: tuple[Ask, ...]

    @property
    def required(self) -> list[FactFinding]:
        return [f for f in self.facts if f.required]

    @property
    def breaches(self) -> list[MustNotFinding]:
        return [m for m in self.must_not if m.status == "breach"]

    def has(self, *keys: str) -> int:
        """How many of these kinds of cue there are."""
        return len({c.key for c in self.cues} & set(keys))


def gather(reading: Reading, task: Task, known: Vocabulary | None = None) -> Evidence:
    """Looks for everything once."""
    d = doubts(reading, known)
    facts = find_facts(d, task)
    return Evidence(
        facts=facts,
        unlisted=unlisted(d, task, facts),
        parts=find_parts(d, task),
        must_not=find_must_not(d, task),
        gates=find_gates(d, task),
        cues=find_cues(d, task),
        open_asks=_open_asks(task, facts),
    )


def _open_asks(task: Task, facts: tuple[FactFinding, ...]) -> tuple[Ask, ...]:
    """An ask is answered when its required facts are found; where none is required, when any is."""
    by_key = {f.key: f for f in facts}
    out = []
    for ask in task.asks:
        mine = [by_key[k] for k in ask.facts if k in by_key and by_key[k].status != "person"]
        needed = [f for f in mine if f.required]
        answered = all(f.status == "found" for f in needed) if needed else any(f.status == "found" for f in mine)
        if mine and not answered:
            out.append(ask)
    return tuple(out)
