"""One sentence for each provisional level: why this level, from what was found."""

from .evidence import Evidence
from .levels import IN_THE_WAY, POLITE, open_questions
from .task import Task

PART_NAMES = {"owner": "who does it", "action": "what happens next", "date": "by when", "contact": "how to reach you"}

ALL_FACTS = "All {total} required facts are here, said plainly."
ONE_GUESSED = "All {total} required facts are here, but fact {number} sounds like a guess."
SOME_FACTS = "{found} of {total} required facts are here, and nothing you say goes against them."
NO_FACTS = "None of the {total} required facts is here yet."
WRONG_FACT = "What you say about fact {number} does not match the fact sheet."
UNLISTED_FACT = "Fact {number} is missing, and “{said}” is not on the fact sheet."
ALL_ANSWERED = "Every question is answered, and the next step is clear."
STILL_MISSING = "{answered} of {total} questions are answered. Still missing: {parts}."
STILL_OPEN = "{answered} of {total} questions are answered."
PARTS_MISSING = "Every question is answered. Still missing: {parts}."
BREACH = "“{said}” is a thing not to say here."
BREACHES = "{count} sentences here say what is not to be said."
RUDE = "“{said}” can hurt, whatever else is said."
IN_WAY = "“{said}” gets in the way of a kind answer."
WARM = "You use the name of {person}, and you are plain and polite."
POLITE_ENOUGH = "Polite and clear. The name of {person}, an offer, and a word about this very call would make it warm."
CURT = "Nothing here greets, thanks or offers. It may sound curt."
OWN_STAKE = "You name what this is like for {person}. Whether it shows understanding, only a person can tell."
STOCK = "Polite, but these words fit anyone. Name what this is like for {person}."
ALONE = "A start. Name what this is like for {person} as well."
NONE = "Nothing here says that you see what this is like for {person}."
PLAYED_DOWN = "“{said}” plays down what {person} feels."
TAKEN_BACK = "The “but” takes back the kind words before it."


def reasons(e: Evidence, task: Task, levels: dict[str, int]) -> dict[str, str]:
    """A sentence for each criterion that has a level."""
    rules = {"accurate": _accurate, "complete": _complete, "courteous": _courteous, "empathy": _empathy}
    return {criterion: rules[criterion](e, task, level) for criterion, level in levels.items()}


def _accurate(e: Evidence, task: Task, level: int) -> str:
    total = len(e.required)
    found = [f for f in e.required if f.status == "found"]
    wrong = next((f for f in e.required if f.status in ("contradicted", "negated")), None)
    tied = next((u for u in e.unlisted if u.fact), None)
    if wrong:
        return WRONG_FACT.format(number=wrong.number)
    if len(found) == total:
        guessed = next((f for f in found if f.hedged), None)
        return ONE_GUESSED.format(total=total, number=guessed.number) if guessed else ALL_FACTS.format(total=total)
    if tied and tied.fact:
        return UNLISTED_FACT.format(number=tied.fact.number, said=tied.span.text)
    return (SOME_FACTS if found else NO_FACTS).format(found=len(found), total=total)


def _complete(e: Evidence, task: Task, level: int) -> str:
    still_open, total = open_questions(e, task)
    parts = ", ".join(PART_NAMES[p.key] for p in e.parts if p.status == "missing")
    if not still_open:
        return PARTS_MISSING.format(parts=parts) if parts else ALL_ANSWERED
    template = STILL_MISSING if parts else STILL_OPEN
    return template.format(answered=total - still_open, total=total, parts=parts)


def _said(e: Evidence, *keys: str) -> str:
    return next((c.span.text for c in e.cues if c.key in keys), "")


def _courteous(e: Evidence, task: Task, level: int) -> str:
    if rude := _said(e, "rude"):
        return RUDE.format(said=rude)
    if len(e.breaches) > 1:
        return BREACHES.format(count=len(e.breaches))
    if e.breaches:
        return BREACH.format(said=e.breaches[0].span.text)
    if in_way := _said(e, *IN_THE_WAY):
        return IN_WAY.format(said=in_way)
    if level == 4:
        return WARM.format(person=task.person)
    return POLITE_ENOUGH.format(person=task.person) if e.has(*POLITE, "apology", "stock") else CURT


def _empathy(e: Evidence, task: Task, level: int) -> str:
    if played_down := _said(e, "minimizing"):
        return PLAYED_DOWN.format(said=played_down, person=task.person)
    if e.has("but"):
        return TAKEN_BACK
    if level == 3:
        return OWN_STAKE.format(person=task.person)
    if level == 1:
        return NONE.format(person=task.person)
    specific = e.has("stake", "feeling", "ownership", "apology")
    return (ALONE if specific else STOCK).format(person=task.person)
