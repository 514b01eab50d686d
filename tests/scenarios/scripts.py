"""Random conversations that hold together, and random ways through them. For the engine's tests and the linter's.

`sound_scripts()` gives definitions without a fault: the plain way leads from the first step past every step to a good
ending or a closing reply, each choice has an option with which all stays right, and what leads back is bounded.
They are made from a seed and a size, since hypothesis draws hundreds of small things too slowly; it shrinks the size.
"""

import random

from hypothesis import strategies as st

from scenarios.script import Made, kept, outcome, play, read_script
from tests.scenarios.scoring.factories import bus_definition

KINDS = ("choice", "reply", "order", "match", "consult")
CRITERIA = ("accurate", "complete", "courteous", "empathy")
BASE = bus_definition()
FACTS = [fact["key"] for fact in BASE["facts"]]
GATES = [gate["key"] for gate in BASE["gates"]]
OTHER = {"key": "other", "name": "Joan Frey", "address_as": "Ms. Frey", "relation": "a mother", "mood": "calm"}
ACTS = ("say", "hold", "transfer", "ask", "wait", "note", "radio", "walk", "end")
REPLIES_MOST = 3
SEEDS = st.integers(0, 2**32)


def sound_scripts(most=20, kinds=KINDS):
    """Strategy: a definition with 1 to `most` steps of these kinds, without a fault that the linter calls an error."""
    return st.builds(lambda seed, size: sound_script(Dice(seed), size, kinds), SEEDS, st.integers(1, most))


def conversations(most=20, kinds=KINDS):
    """Strategy: a definition, and the moves of someone who went through it to its end or until they stopped."""

    def made(seed, size, stop):
        dice = Dice(seed)
        definition = sound_script(dice, size, kinds)
        return definition, way_through(dice, definition, stop)

    return st.builds(made, SEEDS, st.integers(1, most), st.integers(0, 60))


class Dice(random.Random):
    """Chance in the words of this module."""

    def flag(self):
        return self.random() < 0.5

    def some(self, rows, most=2):
        return self.sample(rows, min(len(rows), self.randint(0, most)))

    def shuffled(self, rows):
        return self.sample(rows, len(rows))


def sound_script(dice, size, kinds=KINDS):
    return _Author(dice, size, kinds).definition()


class _Author:
    """Writes one conversation. `falls` are conditions that never hold while everything goes right."""

    def __init__(self, dice, size, kinds):
        self.dice = dice
        self.closing = "reply" in kinds and ("choice" not in kinds or dice.flag())
        found = [dice.choice(kinds) for _n in range(size)]
        if self.closing:
            found[-1] = "reply"
        else:
            found[0] = "choice"  # someone must be able to go wrong
        spare = next((kind for kind in kinds if kind != "reply"), None)
        replies = [n for n, kind in enumerate(found) if kind == "reply"]
        for n in replies[:-REPLIES_MOST]:
            found[n] = spare or "order"
        self.kinds = found
        self.keys = [f"{kind}-{n}" for n, kind in enumerate(found)]
        self.has_other = dice.flag()
        self.first_choice = found.index("choice") if "choice" in found else None
        self.endings = self._endings()
        self.wrong: list[str] = []

    def definition(self):
        steps = [self._step(n) for n in range(len(self.kinds))]
        hidden = [{**fact, "hidden": fact["key"] in self._revealed(steps)} for fact in BASE["facts"]]
        replies = [step["key"] for step in steps if step["kind"] == "reply"]
        made = {
            **BASE,
            "persona": {**BASE["persona"], "temper": self.dice.randint(0, 4)},
            "steps": steps,
            "facts": hidden,
            "anchors": [{**anchor, "step": key} for key in replies for anchor in BASE["anchors"]],
        }
        if self.endings:
            made["endings"] = self.endings
        if self.has_other:
            made["others"] = [{**OTHER, "temper": self.dice.randint(0, 4), "opening": self._maybe("Hello there.")}]
        if self.dice.flag():
            made["start"] = self.keys[0]
        return made

    # --- endings --------------------------------------------------------------------------------------------------
    def _endings(self):
        if self.first_choice is None or (self.closing and self.dice.flag()):
            return []
        bad = {"key": "bad-end", "title": "He hangs up", "good": False, "text": "He calls the board.", "says": "Bye."}
        good = {
            "key": "good-end",
            "title": "He knows",
            "good": True,
            "text": "The bus came at 7:40.",
            "says": "Thanks.",
        }
        return [bad] if self.closing else [good, bad]

    # --- steps ----------------------------------------------------------------------------------------------------
    def _step(self, n):
        kind, dice = self.kinds[n], self.dice
        row = {"key": self.keys[n], "kind": kind, "prompt": "What do you do now?"}
        row["criteria"] = list(CRITERIA) if kind == "reply" else dice.some(CRITERIA, 4)
        if n == self.first_choice and not self.closing:
            row["criteria"] = list(CRITERIA)
        if self.has_other and dice.flag():
            row["who"] = "other"
        if dice.flag():
            row["scene"] = "The radio beside you is busy."
        row["says"] = self._says(n)
        row |= getattr(self, f"_{kind}")(n, row["criteria"])
        if way := self._next(n):
            row["next"] = way
        return row

    def _choice(self, n, criteria):
        dice = self.dice
        best = {"key": "best", "levels": dict.fromkeys(criteria, 4), "temper": dice.randint(-2, 0)}
        options = [best]
        count = dice.randint(1, 4)
        for m in range(1, count + 1):
            option = {"key": f"option-{m}", "levels": {name: dice.randint(1, 4) for name in criteria}}
            option["temper"] = self._shift()
            option["breaks"] = dice.some(GATES, 1)
            if to := self._jump(n):
                option["to"] = to
            options.append(option)
        if n == self.first_choice and self.endings:
            options[1] |= {"to": "bad-end", "levels": dict.fromkeys(criteria, 1)}
        for m, option in enumerate(options):
            option["text"] = f"I can tell you about number {m} today."
            option["note"] = "He hears what you say."
            option["act"] = dice.choice(ACTS)
            option["gives"] = self._facts()
        self.wrong += [f"{self.keys[n]}/{option['key']}" for option in options[1:]]
        return {"options": dice.shuffled(options)}

    def _reply(self, n, criteria):
        return {"facts": ["due"]} if self.dice.flag() and n < len(self.kinds) - 1 else {}

    def _order(self, n, criteria):
        count, out = self.dice.randint(2, 5), self.dice.randint(0, 2)
        items = [{"key": f"item-{m}", "text": f"Do thing {m}."} for m in range(count)]
        items += [{"key": f"out-{m}", "text": f"Do no thing {m}.", "out": True, "note": "Not now."} for m in range(out)]
        return {"items": items, **self._gated(), **({"slack": 0} if self.dice.flag() else {})}

    def _match(self, n, criteria):
        targets = [f"target-{m}" for m in range(self.dice.randint(2, 3))]
        items = [
            {"key": f"item-{m}", "text": f"A call about {m}.", "to": self.dice.choice(targets)}
            for m in range(self.dice.randint(2, 4))
        ]
        enough = {"enough": self.dice.randint(1, len(items))} if self.dice.flag() else {}
        return {"items": items, "targets": [{"key": key, "text": key} for key in targets], **enough, **self._gated()}

    def _consult(self, n, criteria):
        asks = [
            {
                "key": f"ask-{m}",
                "whom": "Dispatch",
                "text": "Where is bus 114?",
                "answer": "At Elm and Ninth.",
                "useful": m == 0 or self.dice.flag(),
                "temper": self._shift(),
                "gives": self._facts(),
                "note": "Dispatch knows.",
            }
            for m in range(self.dice.randint(2, 4))
        ]
        if self.dice.flag():
            asks[0]["reveals"] = [FACTS[-1]]
        return {"asks": asks, "most": self.dice.randint(1, len(asks))}

    # --- ways -----------------------------------------------------------------------------------------------------
    def _next(self, n):
        last = n == len(self.kinds) - 1
        if last and self.closing:
            return None
        plain = "good-end" if last else self.keys[n + 1]
        ways = [self._side_way(n) for _each in range(self.dice.randint(0, 2))]
        if n and "choice" not in self.kinds[n - 1 : n + 1] and self.dice.flag():
            ways.append({"to": self.keys[n - 1], "at_most": self.dice.randint(1, 2)})
        if not ways:
            return self.dice.choice([plain, [{"to": plain}], [plain]])
        return [*ways, {"to": plain}]

    def _side_way(self, n):
        """A way that is not taken while everything goes right."""
        when = self._when()
        if self.wrong and self.dice.flag():
            when["chose"] = [self.dice.choice(self.wrong)]
        else:
            when["not_passed"] = [self.dice.choice(GATES)]
        to = self.dice.choice([*self.keys, *(each["key"] for each in self.endings)])
        bound = {"at_most": self.dice.randint(1, 3)} if to in self.keys[: n + 1] else {}
        return {"to": to, "when": when, **bound}

    def _jump(self, n):
        """Where an option leads by itself; it is offered once, so this may also lead back."""
        return self.dice.choice(["", "", *self.keys, *(each["key"] for each in self.endings)])

    def _when(self):
        low = self.dice.randint(0, 4)
        clauses = {
            "temper": [low, self.dice.randint(low, 4)],
            "who": "other" if self.has_other else "main",
            "given": self._facts(),
            "missing": self._facts(),
        }
        names = self.dice.some(sorted(clauses))
        return {name: clauses[name] for name in names}

    # --- small things ---------------------------------------------------------------------------------------------
    def _says(self, n):
        last = {"text": "And now?", "who": self.dice.choice(["main", *(["other"] * self.has_other)])}
        lines = [{"text": f"I am at {low}.", "when": {"temper": [low, 4]}} for low in (4, 3) if self.dice.flag()]
        return self.dice.choice(["", "And now?", [*lines, last]])

    def _shift(self):
        by = self.dice.randint(-2, 2)
        return {"main": by, "other": -by} if self.has_other and self.dice.flag() else by

    def _facts(self):
        return self.dice.some(FACTS)

    def _gated(self):
        return {"gate": self.dice.choice(GATES)} if self.dice.flag() else {}

    def _maybe(self, text):
        return text if self.dice.flag() else ""

    @staticmethod
    def _revealed(steps):
        return {key for step in steps for ask in step.get("asks") or () for key in ask.get("reveals") or ()}


# --- ways through -----------------------------------------------------------------------------------------------------
def way_through(dice, definition, stop=60):
    """The moves of someone who goes through this conversation as it comes, `stop` moves at most."""
    script, moves = read_script(definition), []
    state = play(script, moves)
    while len(moves) < stop and not state.done:
        moves.append(any_move(dice, script, state))
        state = play(script, moves)
    return moves


def any_move(dice, script, state):
    """Something that may be done at this step, and what comes of it."""
    step, payload = state.step, any_payload(dice, state)
    result = outcome(script, state, payload, any_findings(dice) if step.kind == "reply" else None)
    return Made(state.next_number, step.key, step.kind, kept(step, payload), result)


def any_payload(dice, state):
    step = state.step
    if step.kind == "choice":
        return {"option": dice.choice(state.options).key}
    if step.kind == "consult":
        return {"ask": dice.choice(["", *(ask.key for ask in state.options)])}
    if step.kind == "order":
        return {"order": dice.some([item.key for item in step.items], len(step.items)) or [step.items[0].key]}
    if step.kind == "match":
        return {"pairs": {item.key: dice.choice(step.targets).key for item in step.items}}
    return {"text": f"Version {dice.randint(1, 99)}", "self": {}}


def any_findings(dice):
    """What the scorer may have found in a reply, as far as the conversation reads it."""
    statuses = ("found", "missing", "contradicted")
    return {
        "facts": [{"key": key, "status": dice.choice(statuses), "required": True} for key in FACTS],
        "gates": [{"key": GATES[0], "status": dice.choice(("passed", "passed", "not_passed", "person"))}],
        "levels": {name: dice.randint(1, 4) for name in CRITERIA},
        "must_not": [],
    }
