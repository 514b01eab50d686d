"""Faults in the way through, in what passes, and in options."""

from tests.scenarios.scripts import CRITERIA

LEVELS = dict.fromkeys(CRITERIA, 4)
HARD = (
    "Notwithstanding considerable administrative complications, the transportation department's operational "
    "representatives continuously endeavor to communicate individually with every inconvenienced constituent, "
    "irrespective of circumstances, notwithstanding seasonal irregularities of schedule."
)
RUDE = ("That is not my problem, sir.", "Stop calling here about your bus.", "I don't care what time it is.")


def first(d, dice, key="first", **more):
    """A choice put before everything, so that what it says and offers is met by everyone."""
    to = d.get("start") or d["steps"][0]["key"]
    options = [
        {"key": name, "text": f"I will tell you about the {name} today, Mr. James.", "note": "He hears it.",
         "levels": dict(LEVELS), "to": to}
        for name in ("time", "stop", "driver")
    ]  # fmt: skip
    step = {"key": key, "kind": "choice", "prompt": "What do you say?", "criteria": list(CRITERIA), "options": options}
    place = dice.randint(0, len(d["steps"]))
    d["steps"].insert(place, {**step, **more})
    d["start"] = key
    return d["steps"][place], ("steps", place)


def order(d, dice, **more):
    """The same, as an order: it has no options, and it can be done again and again."""
    items = [{"key": "one", "text": "Ask dispatch."}, {"key": "two", "text": "Tell him."}]
    own = {"kind": "order", "items": items, "options": None, "next": d.get("start") or d["steps"][0]["key"]}
    step, path = first(d, dice, **{**own, **more})
    del step["options"]
    return step, path


# --- the way through --------------------------------------------------------------------------------------------------
def dead_end(d, dice):
    step, path = order(d, dice)
    how = dice.randint(0, 3)
    if how == 0:
        step["next"] = "nowhere"
    elif how == 1:
        del step["next"]
        return path
    elif how == 2:
        temper = d["persona"]["temper"]
        step["next"] = [{"to": step["next"], "when": {"temper": [temper + 1, 4] if temper < 4 else [0, 3]}}]
    else:
        step["next"] = [{"to": "nowhere", "when": {"given": ["due"]}}, {"to": step["next"]}]
        return (*path, "next", 0)
    return (*path, "next")


def unreachable(d, dice):
    if d.get("endings") and dice.flag():
        d["endings"].append({"key": "alone", "title": "He waits", "good": False, "text": "He waits on."})
        return ("endings", len(d["endings"]) - 1)
    start = d.get("start") or d["steps"][0]["key"]
    _step, path = first(d, dice, key="alone")
    d["start"] = start
    return path


def endless_loop(d, dice):
    step, _path = order(d, dice)
    on = step["next"]
    how = dice.randint(0, 2)
    if how == 0:
        step["next"] = [{"to": step["key"], "when": {"not_passed": [d["gates"][0]["key"]]}}, {"to": on}]
        step["gate"] = d["gates"][0]["key"]
    elif how == 1:
        step["next"] = step["key"]
    else:
        other = {**step, "key": "second", "next": "first"}
        step["next"] = [{"to": "second", "when": {"passed": [d["gates"][0]["key"]]}}, {"to": on}]
        d["steps"].append(other)
    return ("steps", d["steps"].index(step))


def way_never_taken(d, dice):
    step, path = order(d, dice)
    on, temper = step["next"], d["persona"]["temper"]
    when = dice.choice(
        [{"temper": [temper + 1, 4] if temper < 4 else [0, 3]}, {"given": ["due"]}, {"chose": ["first/late"]}]
    )
    if dice.flag():
        step["next"] = [{"to": on, "when": when}, {"to": on}]
        return (*path, "next", 0)
    step["next"] = [{"to": on}, {"to": on, "when": {"missing": ["due"]}}]
    return (*path, "next", 1)


def line_never_shows(d, dice):
    step, path = order(d, dice)
    temper = d["persona"]["temper"]
    never = [
        {"temper": [temper + 1, 4] if temper < 4 else [0, 3]},
        {"given": ["due"]},
        {"not_passed": [d["gates"][0]["key"]]},
        {"chose": ["first/late"]},
    ]
    if dice.flag():
        step["says"] = [{"text": "Hello?"}, {"text": "Never.", "when": {"temper": [0, 4]}}]
        return (*path, "says", 1)
    step["says"] = [{"text": "Never.", "when": dice.choice(never)}, {"text": "Hello?"}]
    return (*path, "says", 0)


# --- what passes ------------------------------------------------------------------------------------------------------
def no_passing_path(d, dice):
    step, _path = first(d, dice)
    how = dice.randint(0, 2)
    if how == 0 and d.get("endings") and not any(each["kind"] == "reply" and "next" not in each for each in d["steps"]):
        for ending in d["endings"]:
            ending["good"] = False
        return ("endings",)
    for option in step["options"]:
        if how == 1:
            option["breaks"] = [d["gates"][0]["key"]]
        else:
            option["levels"] = {**LEVELS, dice.choice(["accurate", "complete"]): 2}
    return ()


def all_paths_pass(d, dice):
    """For conversations of choices alone."""
    for step in d["steps"]:
        for option in step["options"]:
            option["levels"] = {name: dice.randint(3, 4) for name in step["criteria"]}
            option["breaks"] = []
    return ("endings",)


def ending_at_odds(d, dice):
    step, _path = first(d, dice)
    dice.choice(step["options"])["to"] = "bad-end"
    return ("endings", next(n for n, ending in enumerate(d["endings"]) if ending["key"] == "bad-end"))


# --- options ----------------------------------------------------------------------------------------------------------
def nobody_would_pick(d, dice):
    step, path = first(d, dice)
    how = dice.randint(0, 2)
    if how == 0:
        step["options"][2]["text"] = step["options"][dice.randint(0, 1)]["text"].replace(".", " !").upper()
        return (*path, "options", 2, "text")
    n = dice.randint(0, 2)
    step["options"][n]["text"] = dice.choice(RUDE) if how == 1 else dice.choice(["No.", "Later, sir."])
    return (*path, "options", n, "text")


def gives_itself_away(d, dice):
    step, path = first(d, dice)
    best = dice.randint(0, 2)
    for n, option in enumerate(step["options"]):
        option["levels"] = dict.fromkeys(CRITERIA, 4 if n == best else 3)
    step["options"][best]["text"] = "I am sorry that you had to wait. " * 4
    return (*path, "options", best, "text")
