"""A small conversation without a fault, to plant one fault at a time; and the findings in short."""

import copy

from scenarios.lint import lint
from tests.scenarios.scoring.factories import bus_definition

CRITERIA = ("accurate", "complete", "courteous", "empathy")
SAY = "I can tell you when the bus is due, Mr. James."


def option(key, level=4, **more):
    levels = dict.fromkeys(("accurate", "complete"), level)
    text = {"warm": SAY, "cold": "I can tell you that all the buses are late today."}.get(key, f"{SAY} Or {key}.")
    return {"key": key, "text": text, "levels": levels, "note": "He hears it.", **more}


def choice(key, *options, **more):
    """A choice between a right option and a wrong one, or these."""
    shown = list(options) or [option("warm"), option("cold", 1, to="bad")]
    criteria = ["accurate", "complete"]
    return {"key": key, "kind": "choice", "prompt": "What do you say?", "criteria": criteria, "options": shown, **more}


def plain_order(key, **more):
    items = [{"key": "ask", "text": "Ask dispatch."}, {"key": "tell", "text": "Tell him."}]
    return {"key": key, "kind": "order", "prompt": "What first?", "items": items, **more}


def ending(key, good=True):
    return {"key": key, "title": "He knows", "good": good, "text": "The bus came at 7:40."}


def scene(*steps, **changes):
    """A conversation of these steps, a good and a bad ending; without steps, one choice."""
    base = copy.deepcopy(bus_definition())
    made = {
        **base,
        "persona": {**base["persona"], "temper": 1},
        "steps": list(steps) or [choice("greet", next="good")],
        "endings": [ending("good"), ending("bad", False)],
    }
    return {**made, **changes}


def found(definition, rule=None, **options):
    """(severity, path, message) of each finding, of one rule or of all."""
    options = {"scorer": None, **options}
    return [
        (each.severity, each.path, each.message) for each in lint(definition, **options) if rule in (None, each.rule)
    ]
