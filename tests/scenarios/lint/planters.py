"""Faults to plant into conversations that hold together, a function for each rule.

A planter changes the definition and returns the path at which the linter must tell, or None where this conversation has
no place for the fault.
"""

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


def of_kind(d, dice, *kinds):
    found = [(n, step) for n, step in enumerate(d["steps"]) if step["kind"] in kinds]
    return dice.choice(found) if found else (None, None)


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


# --- facts, gates, what must not be said ------------------------------------------------------------------------------
def fact_not_on_sheet(d, dice):
    how = dice.randint(0, 4)
    if how == 0:
        dice.choice(d["asks"])["facts"] = ["weather"]
        return ("asks",)
    if how == 1:
        n = dice.randint(0, len(d["facts"]) - 1)
        d["facts"][n] |= {"hidden": True, "key": "secret"}
        return ("facts", n, "hidden")
    step, path = first(d, dice)
    option = step["options"][0]
    if how == 2:
        option[dice.choice(["gives", "reveals"])] = ["weather"]
    elif how == 3:
        step["says"] = [{"text": "And the weather?", "when": {dice.choice(["given", "missing"]): ["weather"]}}]
    else:
        d["facts"] = []
        return ("facts",)
    return path


def fact_without_form(d, dice):
    n = dice.choice([n for n, fact in enumerate(d["facts"]) if fact.get("required")])
    d["facts"][n]["accepted"] = []
    return ("facts", n, "accepted")


def gate_without_remedy(d, dice):
    n = dice.randint(0, len(d["gates"]) - 1)
    d["gates"][n]["remedy"] = dice.choice(["", "  ", None])
    return ("gates", n, "remedy")


def gate_incomplete(d, dice):
    n = dice.randint(0, len(d["gates"]) - 1)
    if dice.flag():
        d["gates"][n]["text"] = ""
        return ("gates", n, "text")
    d["gates"][n] |= {"kind": "escalation", "trigger": True, "order": []}
    return ("gates", n, "order")


def must_not_incomplete(d, dice):
    n = dice.randint(0, len(d["must_not"]) - 1)
    name = dice.choice(["phrases", "why"])
    d["must_not"][n][name] = [] if name == "phrases" else ""
    return ("must_not", n, name)


# --- samples ----------------------------------------------------------------------------------------------------------
def sample(d, dice, *names):
    found = [n for n, anchor in enumerate(d["anchors"]) if anchor["name"] in (names or ("strong", "middling", "weak"))]
    return dice.choice(found) if found else None


def missing_anchors(d, dice):
    n = sample(d, dice)
    if n is None:
        return None
    d["anchors"].pop(n)
    return ()


def sample_incomplete(d, dice):
    n = sample(d, dice)
    if n is None:
        return None
    how = dice.randint(0, 2)
    if how == 0:
        d["anchors"][n] |= {"text": " "}
        return ("anchors", n, "text")
    levels = d["anchors"][n]["levels"]
    d["anchors"][n]["levels"] = {**levels, "empathy": 5} if how == 1 else {"accurate": 4}
    return ("anchors", n, "levels")


def strong_breaks_must_not(d, dice):
    n = sample(d, dice, "strong")
    if n is None:
        return None
    words = d["anchors"][n]["text"].split()
    start = dice.randint(0, len(words) - 4)
    d["must_not"].append({"key": "planted", "phrases": [" ".join(words[start : start + 4])], "why": "It is planted."})
    d["anchors"][n]["text"] += " You should have called sooner, that is the rule."
    d["must_not"].append({"key": "planted-too", "phrases": ["called sooner"], "why": "It blames him."})
    return ("anchors", n, "text")


def strong_does_not_pass(d, dice):
    n = sample(d, dice, "strong")
    if n is None:
        return None
    how = dice.randint(0, 2)
    if how == 0:
        d["anchors"][n]["levels"] = {**LEVELS, "accurate": 2}
        return ("anchors", n, "levels")
    if how == 1:
        d["gates"].append(
            {"key": "planted", "kind": "forbidden", "text": "No bus.", "phrases": ["bus 114"], "remedy": "Say it."}
        )
    else:
        for step in d["steps"]:
            step |= {"max_words": 12} if step["kind"] == "reply" else {}
    return ("anchors", n, "text")


def sample_level(d, dice):
    n = sample(d, dice, "weak")
    if n is None:
        return None
    d["anchors"][n]["levels"] = {**d["anchors"][n]["levels"], dice.choice(["accurate", "complete"]): 4}
    return ("anchors", n, "levels")


# --- words and pictures -----------------------------------------------------------------------------------------------
def reading_grade(d, dice):
    name = dice.choice(["situation", "debrief", "scene", "prompt", "note", "fact"])
    if name in ("situation", "debrief"):
        d[name] = HARD
        return (name,)
    if name == "fact":
        d["facts"][0]["text"] = HARD
        return ("facts", 0, "text")
    step, path = first(d, dice)
    if name == "note":
        step["options"][1]["note"] = HARD
        return (*path, "options", 1, "note")
    step[name] = HARD
    return (*path, name)


def unknown_word(d, dice):
    if dice.flag():
        d["situation"] += " Ask the {grown_ups} first."
        return ("situation",)
    step, path = first(d, dice)
    step["options"][0]["text"] += " Dear {grown_ups}."
    return (*path, "options", 0, "text")


def medium(d, **row):
    d.setdefault("media", []).append({"key": "planted", "alt": "A bus", "transcript": "A bus comes.", **row})
    return ("media", len(d["media"]) - 1)


def missing_alt(d, dice):
    return (*medium(d, kind="image", file="bus.jpg", alt=dice.choice(["", " ", None])), "alt")


def missing_transcript(d, dice):
    kind, lacks = dice.choice(["audio", "video"]), dice.choice(["", " ", None])
    return (*medium(d, kind=kind, url="https://video.alder.example/1", transcript=lacks), "transcript")


# --- what must be there -----------------------------------------------------------------------------------------------
def missing_text(d, dice):
    how = dice.randint(0, 4)
    if how == 0:
        name = dice.choice(["opening", "situation"])
        d[name] = " "
        return (name,)
    if how == 1:
        d["persona"] = {**d["persona"], "name": ""}
        return ("persona", "name")
    step, path = first(d, dice)
    if how == 2:
        step["prompt"] = ""
        return (*path, "prompt")
    name = dice.choice(["text", "note"])
    step["options"][1][name] = ""
    return (*path, "options", 1, name)


def key_form(d, dice):
    name = dice.choice(["steps", "facts", "gates", "asks"])
    n = dice.randint(0, len(d[name]) - 1)
    d[name][n] = {**d[name][n], "key": dice.choice(["Not so", "", "ümlaut", "x" * 41, "a/b"])}
    if len(d[name]) > 1 and dice.flag():
        n = dice.randint(1, len(d[name]) - 1)
        d[name][n] = {**d[name][n], "key": d[name][0]["key"]}
        return (name,)
    return (name, n, "key")


def names_nothing(d, dice):
    step, path = first(d, dice)
    how = dice.randint(0, 5)
    if how == 0:
        step["options"][0]["breaks"] = ["no-gate"]
        return (*path, "options", 0, "breaks")
    if how == 1:
        step["options"][0]["temper"] = {"nobody": 1}
        return (*path, "options", 0, "temper")
    if how == 2:
        step["shows"] = "no-picture"
        return (*path, "shows")
    if how == 3:
        step["who"] = "nobody"
        return (*path, "who")
    named = {4: {"chose": ["first/never"]}, 5: {"passed": ["no-gate"]}}[how]
    step["says"] = [{"text": "Well?", "when": named}, {"text": "Hello?"}]
    return (*path, "says", 0, "when", *named)


def unread(d, dice):
    step, path = first(d, dice)
    step["says"] = [{"text": "Hm.", "when": {"unread": "“tempre 1” is not a condition."}}, {"text": "Hello?"}]
    return (*path, "says", 0, "when")


def unknown_kind(d, dice):
    how = dice.randint(0, 4)
    if how == 0:
        d["channel"] = "pigeon"
        return ("channel",)
    if how == 1:
        d["feelings"] = ["calm", "hungry"]
        return ("feelings", 1)
    if how == 2:
        d["gates"][0] = {**d["gates"][0], "kind": "telepathy"}
        return ("gates", 0, "kind")
    step, path = first(d, dice)
    if how == 3:
        step["kind"] = "dance"
        return (*path, "kind")
    step["options"][0]["act"] = "sing"
    return (*path, "options", 0, "act")


def out_of_range(d, dice):
    how = dice.randint(0, 3)
    if how == 0:
        d["persona"] = {**d["persona"], "temper": dice.choice([-1, 5, 9])}
        return ("persona", "temper")
    if how == 1:
        step, path = order(d, dice)
        step["items"] = step["items"][:1]
        return (*path, "items")
    step, path = first(d, dice)
    if how == 2:
        step["options"] = step["options"][:1] if dice.flag() else step["options"] * 2
        return (*path, "options")
    step["says"] = [{"text": "Hm.", "when": {"temper": dice.choice([[3, 1], [0, 5], [2]])}}, {"text": "Hello?"}]
    return (*path, "says", 0, "when", "temper")


def scoring(d, dice):
    how = dice.randint(0, 3)
    if how == 0:
        d["weights"] = {**d["weights"], "accurate": 50}
        return ("weights",)
    step, path = first(d, dice)
    if how == 1:
        del step["options"][2]["levels"]["empathy"]
        return (*path, "options", 2, "levels")
    if how == 2:
        step["options"][1]["levels"]["empathy"] = dice.choice([0, 5])
        return (*path, "options", 1, "levels")
    step["criteria"] = ["accurate"]
    return (*path, "options", 0, "levels")


PLANTERS = {
    planter.__name__.replace("_", "-"): planter
    for planter in (
        dead_end, unreachable, endless_loop, way_never_taken, line_never_shows, no_passing_path, all_paths_pass,
        ending_at_odds, nobody_would_pick, gives_itself_away, fact_not_on_sheet, fact_without_form, gate_without_remedy,
        gate_incomplete, must_not_incomplete, missing_anchors, sample_incomplete, strong_breaks_must_not,
        strong_does_not_pass, sample_level, reading_grade, unknown_word, missing_alt, missing_transcript, missing_text,
        key_form, names_nothing, unread, unknown_kind, out_of_range, scoring,
    )
}  # fmt: skip
CHOICES_ALONE = {"all-paths-pass", "ending-at-odds"}
WITH_REPLY = {"missing-anchors", "sample-incomplete", "strong-breaks-must-not", "strong-does-not-pass", "sample-level",
              "fact-without-form"}  # fmt: skip
# These are found only by looking at the samples as the scorer does.
AS_SCORED = {"strong-breaks-must-not", "strong-does-not-pass", "sample-level"}
