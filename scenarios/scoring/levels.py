"""The rules by which the machine gives a provisional level, 1 to 4. All of them, on one page.

Accurate (what was said is right)
  4  at least four in five of the required facts are found, none of them guessed at (one in five may be said in
     words that its author did not list)
  3  at least a third of the required facts are found
  2  fewer, but at least one
  1  none
  At most 2: a required fact is contradicted or denied and at least half of the others are found, or a
  time, date, sum or number stands where a missing fact should. At most 1: contradicted, and fewer found.
Complete (every question is answered, and the next step)
  4  at most one question in five is open, and every required part (owner, action, date, contact) is there
  3  every ask of the persona is answered at least by half, at most a third of the other questions is open, and
     there is an owner or a date (where the scenario asks for one)
  2  at least a third of the questions are answered, or of the asks by half
  1  fewer
  A question is an ask of the persona, or a required fact that belongs to no ask.
Courteous
  4  the person's name, one more of greeting, thanks, please, an offer, and a word that is meant for this person
     (a named feeling, the stake, ownership); nothing in the way
  3  one of these, or an apology; nothing in the way
  2  none of these, or one kind of: blame, jargon, cold policy
  1  rude words, or two kinds of these
  One must-not sentence: at most 2, or less where its author says so. Two: 1.
Empathy (never 4: that is understanding, and a person's to see)
  3  this person's stake or feeling, with an apology or another word that is meant for this person
  2  one of these alone, or a stock phrase
  1  none, or the feeling is played down
  A "but" after the kind words: at most 2.

A reply with a guard gets no levels. Piling up thanks, names or apologies changes nothing: kinds are counted.
"""

from .evidence import Evidence
from .task import Task

IN_THE_WAY = ("blame", "jargon", "cold_policy")
POLITE = ("greeting", "thanks", "please", "offer", "name")
MEANT = ("feeling", "stake", "ownership")
MACHINE_EMPATHY_MOST = 3


def provisional(evidence: Evidence, task: Task) -> dict[str, int]:
    """A level for each criterion of the step. Accurate is left out where no fact can be looked for."""
    rules = {"accurate": accurate, "complete": complete, "courteous": courteous, "empathy": empathy}
    levels = {c: rules[c](evidence, task) for c in task.criteria}
    return {c: level for c, level in levels.items() if level is not None}


def accurate(e: Evidence, task: Task) -> int | None:
    """Level for accurate, or None without required facts."""
    if not e.required:
        return None
    found = [f for f in e.required if f.status == "found"]
    wrong = [f for f in e.required if f.status in ("contradicted", "negated")]
    if wrong:
        return 2 if found and 2 * len(found) >= len(e.required) - len(wrong) else 1
    if len(found) == len(e.required):
        return 3 if any(f.hedged for f in found) else 4
    if found and 3 * len(found) >= len(e.required):
        if any(u.fact for u in e.unlisted):
            return 2
        return 4 if 5 * len(found) >= 4 * len(e.required) and not any(f.hedged for f in found) else 3
    return 2 if found else 1


def open_questions(e: Evidence, task: Task) -> tuple[int, int]:
    """(questions still open, questions in all)."""
    in_asks = {key for ask in task.asks for key in ask.facts}
    alone = [f for f in e.required if f.key not in in_asks]
    judged = [a for a in task.asks if any(f.key in a.facts and f.status != "person" for f in e.facts)]
    still_open = len(e.open_asks) + sum(f.status != "found" for f in alone)
    return still_open, len(judged) + len(alone)


def complete(e: Evidence, task: Task) -> int | None:
    """Level for complete, or None where the scenario asks for nothing a machine could look for."""
    still_open, total = open_questions(e, task)
    if not total and not e.parts:
        return None
    missing = {p.key for p in e.parts if p.status == "missing"}
    next_step = {p.key for p in e.parts if p.key in ("owner", "date")}
    if 5 * still_open <= total and not missing:
        return 4
    asked, answered = asks_answered(e, task)
    alone = [f for f in e.required if not any(f.key in ask.facts for ask in task.asks)]
    enough = answered == asked and 3 * sum(f.status != "found" for f in alone) <= len(alone)
    if (not still_open or (asked and enough)) and (not next_step or next_step - missing):
        return 3
    return 2 if 3 * (total - still_open) >= total or (asked and 3 * answered >= asked) else 1


def asks_answered(e: Evidence, task: Task) -> tuple[int, int]:
    """(asks that can be judged, those of which at least half the facts are found)."""
    status = {f.key: f.status for f in e.facts if f.status != "person"}
    needed = {f.key for f in e.required}
    judged = answered = 0
    for ask in task.asks:
        mine = [
            status[key] == "found"
            for key in ask.facts
            if key in status and (key in needed or not needed & {*ask.facts})
        ]
        judged += bool(mine)
        answered += bool(mine) and any(mine) and 2 * sum(mine) >= len(mine)
    return judged, answered


def courteous(e: Evidence, task: Task) -> int:
    """Level for courteous."""
    in_the_way, kinds = e.has(*IN_THE_WAY), e.has(*POLITE)
    if e.has("rude") or in_the_way >= 2 or len(e.breaches) >= 2:
        return 1
    level = 3 if kinds or e.has("apology", "stock") else 2
    if e.has("name") and kinds >= 2 and e.has(*MEANT):
        level = 4
    if in_the_way:
        level = 2
    return max(min([level, *(b.cap for b in e.breaches)]), 1)


def empathy(e: Evidence, task: Task) -> int:
    """Level for empathy, 3 at most."""
    if e.has("minimizing"):
        return 1
    signs = e.has("stake", "feeling", "apology", "ownership")
    level = 2 if signs or e.has("stock") else 1
    own_words = {c.span for c in e.cues if c.key in MEANT}
    if e.has("stake", "feeling") and (signs >= 2 or len(own_words) >= 2):
        level = MACHINE_EMPATHY_MOST
    return min(level, 2) if e.has("but") else level
