"""Faults in facts, gates, samples, words, pictures, keys and names."""

from tests.scenarios.lint.planters.talk import HARD, LEVELS, first, order


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
