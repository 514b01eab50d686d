"""Chooses which stretches of the reply are shown marked, and what the note beside each says.

Marks never overlap. Where two would, the more serious one stays: gate, look again, then the rest.
"""

from bisect import bisect_left
from dataclasses import dataclass

from .evidence import Evidence
from .results import Mark, Span
from .task import Task

RIGHT = "Right, fact {number}: {text}"
GUESS = "Look again: this sounds like a guess. Fact {number} is known, so say it plainly."
NO_MATCH = "Look again: this does not match fact {number}."
DENIES = "Look again: this seems to deny fact {number}."
CHECK_FACT = "Look again: this is not on the fact sheet. Check it against fact {number}."
CHECK = "This is not on the fact sheet. Be sure that you can stand by it."
MUST_NOT = "Look again: {why} {instead}"
REFER = (
    "These words are best left unsaid. If you repeat someone else's words here, that may be fine: a person would judge."
)
GATE = "Not passed: {text} {remedy}"
GATE_PERSON = "A person would look at this: {text}"
PARTS = {
    "owner": "Says who will do it.",
    "action": "Says what happens next.",
    "date": "Says by when.",
    "contact": "Says how to reach someone.",
}
CUES = {
    "name": "By name.",
    "greeting": "A greeting opens the door.",
    "thanks": "Thanks.",
    "please": "Polite.",
    "offer": "Offers something, or a choice.",
    "apology": "An apology for the experience.",
    "stock": "Polite, but it fits anyone.",
    "feeling": "Names the feeling.",
    "stake": "Names what this is like for {person}.",
    "ownership": "Takes it on.",
    "minimizing": "Look again: this plays the feeling down.",
    "but": "Look again: this word takes back the kind words before it.",
    "blame": "Look again: this sounds like blame.",
    "cold_policy": "Look again: this closes the door. Say what you can do first.",
    "jargon": "Look again: an office word. Say it as you would to a neighbor.",
    "rude": "Look again: this can hurt.",
    "vague": "Look again: say who, or by when.",
}
_ORDER = {"G": 0, "L": 1, "A": 2, "E": 3, "C": 4, "T": 5}


@dataclass(frozen=True, slots=True)
class _Wish:
    letter: str
    key: str
    span: Span
    note: str
    rank: int = 0


def marks(e: Evidence, task: Task) -> tuple[Mark, ...]:
    """The marks in the order of the reply, labeled A1, A2, C1 and so on; the same note, the same label."""
    wishes = [*_gates(e), *_must_not(e), *_facts(e), *_parts(e), *_cues(e, task)]
    wishes = [w for w in wishes if w.span.end > w.span.start]
    wishes.sort(key=lambda w: (_ORDER[w.letter], w.rank, w.span.start, -w.span.end, w.key))
    kept: list[tuple[int, int]] = []
    chosen: list[_Wish] = []
    for wish in wishes:
        at = bisect_left(kept, (wish.span.start, wish.span.end))
        clear_left = at == 0 or kept[at - 1][1] <= wish.span.start
        clear_right = at == len(kept) or wish.span.end <= kept[at][0]
        if clear_left and clear_right:
            kept.insert(at, (wish.span.start, wish.span.end))
            chosen.append(wish)
    chosen.sort(key=lambda w: w.span.start)
    return tuple(Mark(w.span.start, w.span.end, w.letter, label, w.note, w.key) for w, label in _labeled(chosen))


def _labeled(chosen: list[_Wish]) -> list[tuple[_Wish, str]]:
    """Two stretches that say the same, as the two halves of a fact do, share a label and so one note."""
    counts: dict[str, int] = {}
    labels: dict[tuple[str, str, str], str] = {}
    for w in chosen:
        if (w.letter, w.key, w.note) not in labels:
            counts[w.letter] = counts.get(w.letter, 0) + 1
            labels[w.letter, w.key, w.note] = f"{w.letter}{counts[w.letter]}"
    return [(w, labels[w.letter, w.key, w.note]) for w in chosen]


def _gates(e: Evidence) -> list[_Wish]:
    out = []
    for gate in e.gates:
        note = {
            "not_passed": GATE.format(text=gate.text, remedy=gate.remedy).strip(),
            "person": GATE_PERSON.format(text=gate.text),
        }.get(gate.status)
        out += [_Wish("G", gate.key, span, note) for span in gate.spans if note]
    return out


def _must_not(e: Evidence) -> list[_Wish]:
    out = []
    for m in e.must_not:
        note = MUST_NOT.format(why=m.why, instead=m.instead).strip() if m.status == "breach" else REFER
        out.append(_Wish("L", m.key, m.span, note))
    return out


def _facts(e: Evidence) -> list[_Wish]:
    out = []
    for f in e.facts:
        note = {"found": GUESS if f.hedged else RIGHT, "contradicted": NO_MATCH, "negated": DENIES}.get(f.status)
        letter = "A" if f.status == "found" and not f.hedged else "L"
        out += [_Wish(letter, f.key, span, note.format(number=f.number, text=f.text)) for span in f.spans if note]
    for u in e.unlisted:
        note = CHECK_FACT.format(number=u.fact.number) if u.fact else CHECK
        out.append(_Wish("L", "unlisted", u.span, note, rank=0 if u.fact else 1))
    return out


def _parts(e: Evidence) -> list[_Wish]:
    return [_Wish("C", p.key, span, PARTS[p.key]) for p in e.parts for span in p.spans]


def _cues(e: Evidence, task: Task) -> list[_Wish]:
    return [
        _Wish(c.letter if c.positive else "L", c.key, c.span, CUES[c.key].format(person=task.person), rank=1)
        for c in e.cues
    ]
