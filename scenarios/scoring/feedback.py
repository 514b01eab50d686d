"""What the learner reads first: the one change that helps most, and what the persona still wonders.

A question is shown, never its answer: the answer is on the fact sheet, and finding it is the learning.
"""

from dataclasses import replace

from .evidence import Evidence
from .forms import find_any, pieces
from .levels import provisional
from .reading import read_author
from .reasons import reasons
from .results import Change, FactFinding, Guard, Wonder
from .task import Fact, Task

__all__ = ["CANNOT_JUDGE", "change_one", "reasons", "wonders"]

CANNOT_JUDGE = (
    "This feedback cannot hear sarcasm, or a tone of voice.",
    "It cannot tell whether you understood the person. Only a person can.",
    "It knows the facts in the words the author listed. You may have said one in other words.",
    "It does not know every name. It may miss that something private was said.",
)

ABOUT_FACT = "What about fact {number}?"
ABOUT_PART = {
    "owner": "Who will do this?",
    "action": "What happens next?",
    "date": "By when?",
    "contact": "How can I reach you?",
}

FIRST_THIS = "First, one thing"
GATE_HEAD, GATE_SAY = "Put this right first", "“{said}”: {remedy}"
GATE_SAY_ALONE = "{remedy}"
GATE_REMEDY = "Take it out, and write the sentence anew."
FACT_HEAD = "Check fact {number}"
FACT_SAY = "What you say does not match the fact sheet. Read fact {number} once more, and say it as it is."
UNLISTED_SAY = "“{said}” is not on the fact sheet. Read fact {number} once more, and say it as it is."
TAKE_OUT_HEAD, TAKE_OUT_SAY = "Say this another way", "“{said}”: {why} {instead}"
RUDE_SAY = "“{said}” can hurt. Take it out, and say what you can do."
ANSWER_HEAD, ANSWER_SAY = "Answer one more question", "Add one sentence for {person}: {question}"
PART_HEADS = {
    "owner": "Say who will do it",
    "action": "Say what happens next",
    "date": "Give a time",
    "contact": "Say how to reach you",
}
WHO_AND_WHEN_HEAD = "Give a name and a time"
WHO_AND_WHEN_SAY = "Add one sentence: who does what for {person}, and by when."
PART_SAY = {
    "owner": "Add one sentence: who will do this for {person}, by name or role.",
    "action": "Add one sentence: what will be done for {person}, or what {person} can do.",
    "date": "Add by when {person} will hear from you.",
    "contact": "Add the number or the place where {person} can reach you.",
}
DOWN_HEAD, DOWN_SAY = "Let the feeling stand", "“{said}” plays it down. Take it out, and say what you see."
BUT_HEAD, BUT_SAY = "Drop the “but”", "End the kind sentence with a period. Then start the facts in a new one."
STAKE_HEAD = "Begin with {person}"
STAKE_SAY = "Before the facts, say in your own words what this has been like for {person}."
NAME_HEAD, NAME_SAY = "Use the name", "Begin with “{person}”. A name tells people that they are not a number."
PLAIN_HEAD = "Say it plainly"
PLAIN_SAY = "Fact {number} sounds like a guess. You have it on the sheet, so say it as it is."
KEEP_HEAD = "Keep this"
KEEP_SAY = "Read it aloud once, as you would say it to {person}. If it sounds like you, keep it."
OTHER_SAY = {
    "blame": "“{said}” sounds like blame. Take it out, and say what you can do.",
    "cold_policy": "“{said}” closes the door. Say what you can do, and then why.",
    "jargon": "“{said}” is an office word. Say it as you would to a neighbor.",
}
LIFTS = " That alone lifts {criterion} from {before} to {after}."
CRITERION_NAMES = {"accurate": "Accurate", "complete": "Complete", "courteous": "Courteous", "empathy": "Empathy"}


def wonders(e: Evidence, task: Task) -> tuple[Wonder, ...]:
    """Open asks first, then required facts that belong to no open ask, then missing parts."""
    by_key = {f.key: f for f in task.facts}
    out = [
        Wonder(a.key, _safe(a.text, [by_key[k] for k in a.facts if k in by_key], task.language), "ask")
        for a in e.open_asks
    ]
    asked = {key for a in e.open_asks for key in a.facts}
    open_facts = [f for f in e.required if f.status != "found" and f.key not in asked]
    out += [Wonder(f.key, _safe(by_key[f.key].missing, [by_key[f.key]], task.language), "fact") for f in open_facts]
    texts = {p.key: p.missing for p in task.parts}
    out += [Wonder(p.key, texts[p.key] or ABOUT_PART[p.key], "part") for p in e.parts if p.status == "missing"]
    return tuple(out)


def _safe(question: str, facts: list[Fact], language: str) -> str:
    """The author's question, unless it is empty or gives a number of the answer away."""
    forms = [form for f in facts for form in f.accepted if any(t.is_value for p in pieces(form, language) for t in p)]
    if question and not find_any(read_author(question, language), forms, mend=False):
        return question
    return ABOUT_FACT.format(number=facts[0].number) if facts else ABOUT_PART["action"]


def change_one(e: Evidence, task: Task, guards: tuple[Guard, ...], levels: dict[str, int]) -> Change:
    """The first of: a guard, a gate, a wrong fact, a thing not to say, an open question, a missing part, warmth."""
    if guards:
        return Change(guards[0].key, FIRST_THIS, guards[0].sentence)
    return _put_right(e, task) or _add(e, task, levels) or _warm(e, task, levels) or _keep(e, task)


def _put_right(e: Evidence, task: Task) -> Change | None:
    for gate in e.gates:
        if gate.status == "not_passed":
            template = GATE_SAY if gate.spans and gate.kind != "escalation" else GATE_SAY_ALONE
            said = gate.spans[0].text if gate.spans else ""
            return Change(gate.key, GATE_HEAD, template.format(said=said, remedy=gate.remedy or GATE_REMEDY))
    for fact in e.required:
        if fact.status in ("contradicted", "negated"):
            return Change(fact.key, FACT_HEAD.format(number=fact.number), FACT_SAY.format(number=fact.number))
    for value in e.unlisted:
        if value.fact:
            number = value.fact.number
            say = UNLISTED_SAY.format(said=value.span.text, number=number)
            return Change(value.fact.key, FACT_HEAD.format(number=number), say)
    rude = next((c for c in e.cues if c.key == "rude"), None)
    if rude:
        return Change("rude", TAKE_OUT_HEAD, RUDE_SAY.format(said=rude.span.text))
    if e.breaches:
        b = e.breaches[0]
        return Change(b.key, TAKE_OUT_HEAD, TAKE_OUT_SAY.format(said=b.span.text, why=b.why, instead=b.instead).strip())
    return None


def _add(e: Evidence, task: Task, levels: dict[str, int]) -> Change | None:
    missing = [p.key for p in e.parts if p.status == "missing"]
    for wonder in wonders(e, task):
        if wonder.source == "part":
            break
        asks = {a.key: a.facts for a in task.asks}
        keys = asks.get(wonder.key, ()) if wonder.source == "ask" else (wonder.key,)
        say = ANSWER_SAY.format(person=task.person, question=wonder.question)
        return Change(wonder.key, ANSWER_HEAD, say + _lift(e, task, levels, keys))
    if "owner" in missing and "date" in missing:
        say = WHO_AND_WHEN_SAY.format(person=task.person) + _lift(e, task, levels, ("owner", "date"))
        return Change("owner", WHO_AND_WHEN_HEAD, say)
    for key in missing:
        return Change(key, PART_HEADS[key], PART_SAY[key].format(person=task.person) + _lift(e, task, levels, (key,)))
    return None


def _lift(e: Evidence, task: Task, levels: dict[str, int], keys: tuple[str, ...]) -> str:
    """What the levels would be with this found, told when one criterion rises."""
    facts = tuple(_found(f) if f.key in keys and f.status == "missing" else f for f in e.facts)
    parts = tuple(replace(p, status="found") if p.key in keys else p for p in e.parts)
    asks = tuple(a for a in e.open_asks if not set(a.facts) <= {f.key for f in facts if f.status == "found"})
    after = provisional(replace(e, facts=facts, parts=parts, open_asks=asks), task)
    for criterion in ("complete", "accurate"):
        if after.get(criterion, 0) > levels.get(criterion, 4):
            name = CRITERION_NAMES[criterion]
            return LIFTS.format(criterion=name, before=levels[criterion], after=after[criterion])
    return ""


def _found(fact: FactFinding) -> FactFinding:
    return replace(fact, status="found")


def _warm(e: Evidence, task: Task, levels: dict[str, int]) -> Change | None:
    cues = {c.key: c for c in reversed(e.cues)}
    if "minimizing" in cues:
        return Change("minimizing", DOWN_HEAD, DOWN_SAY.format(said=cues["minimizing"].span.text))
    if "but" in cues:
        return Change("but", BUT_HEAD, BUT_SAY)
    for key in ("blame", "cold_policy", "jargon"):
        if key in cues:
            return Change(key, TAKE_OUT_HEAD, OTHER_SAY[key].format(said=cues[key].span.text))
    if levels.get("empathy", 4) < 3:
        return Change("stake", STAKE_HEAD.format(person=task.person), STAKE_SAY.format(person=task.person))
    if levels.get("courteous", 4) < 4 and "name" not in cues and task.address_as:
        return Change("name", NAME_HEAD, NAME_SAY.format(person=task.person))
    return None


def _keep(e: Evidence, task: Task) -> Change:
    guessed = next((f for f in e.required if f.hedged), None)
    if guessed:
        return Change(guessed.key, PLAIN_HEAD, PLAIN_SAY.format(number=guessed.number))
    return Change("keep", KEEP_HEAD, KEEP_SAY.format(person=task.person))
