"""Small conversations for tests: one for each channel and each kind of step, on a frame that passes the release checks.

They are shorter than anything a trainer would release; every sentence in them is looked for by some test.
"""

from tests.scenarios.factories import scenario_definition

ALL = ["accurate", "complete", "courteous", "empathy"]
FACTS = [
    {"key": "due", "text": "Bus 114 is due at 7:40.", "required": True, "accepted": ["7:40"], "missing": "When?"},
    {"key": "tardy", "text": "Nobody is marked tardy today.", "required": True, "accepted": ["not & tardy"]},
    {"key": "seat", "text": "Lena sat in row three.", "required": False, "accepted": ["row three"], "hidden": True},
]
GATES = [{"key": "line", "kind": "forbidden", "text": "Keep the parent on the line.", "phrases": [], "remedy": "Stay."}]
MILD = "That sounds like a long wait, Mr. James. Let me ask dispatch."
CURT = "Call back later."


def option(key, text, *, level=3, **more):
    return {"key": key, "text": text, "levels": dict.fromkeys(("courteous", "empathy"), level), "note": "", **more}


def first_choice(to="closing", **more):
    """Mild cools him, curt heats him and breaks the gate, hold says nothing."""
    return {
        "key": "first",
        "kind": "choice",
        "prompt": "He is waiting for an answer.",
        "criteria": ["courteous", "empathy"],
        "options": [
            option("mild", MILD, level=4, temper=-1, note="He cools a little. You named his wait."),
            option("curt", CURT, level=1, temper=1, breaks=["line"], note="He heats up. It is his third call."),
            option("hold", "Put the line on hold and ask dispatch.", act="hold", note="He hears music."),
        ],
        "next": to,
        **more,
    }


def second_choice(to="good", **more):
    return {
        "key": "second",
        "kind": "choice",
        "prompt": "He asks about tomorrow.",
        "says": [
            {"text": "All right. And tomorrow?", "when": {"temper": [0, 2]}},
            {"text": "That is no answer!", "when": {"temper": [3, 4]}},
        ],
        "criteria": ["courteous", "empathy"],
        "options": [
            option("promise", "I will call you by 11:00.", level=4, gives=["due"], to="good"),
            option("vague", "We will see.", level=2, to="bad"),
        ],
        "next": to,
        **more,
    }


def closing(**more):
    return {"key": "closing", "kind": "reply", "prompt": "Tell him what he can do.", "criteria": ALL, **more}


def mid_reply(to="second", **more):
    return closing(key="middle", prompt="Say it in your own words.", next=to) | more


CONSULT = {
    "key": "ask",
    "kind": "consult",
    "prompt": "The line is open.",
    "criteria": ["complete"],
    "most": 1,
    "asks": [
        {
            "key": "dispatch",
            "whom": "dispatch",
            "text": "Where is bus 114?",
            "answer": "114 is due at 7:40. Lena sits in row three.",
            "reveals": ["seat"],
            "useful": True,
            "note": "Now you know.",
        },
        {"key": "nurse", "whom": "the nurse", "text": "Is anyone ill?", "answer": "No.", "useful": False, "note": ""},
    ],
    "next": "second",
}
ORDER = {
    "key": "drill",
    "kind": "order",
    "prompt": "What do you do, one after another?",
    "criteria": ["accurate", "complete"],
    "gate": "line",
    "items": [
        {"key": "keep", "text": "Keep the caller talking"},
        {"key": "note", "text": "Write down every word"},
        {"key": "call", "text": "Call 911"},
        {"key": "lead", "text": "Tell the principal"},
        {"key": "radio", "text": "Use the radio", "out": True, "note": "No radios near a device."},
    ],
    "next": "second",
}
MATCH = {
    "key": "sort",
    "kind": "match",
    "prompt": "Who should get each message?",
    "criteria": ["accurate"],
    "items": [
        {"key": "pay", "text": "My pay is short", "to": "payroll"},
        {"key": "bus", "text": "The bus is late", "to": "buses"},
        {"key": "lock", "text": "The door will not lock", "to": "repairs"},
    ],
    "targets": [
        {"key": "payroll", "text": "Payroll"},
        {"key": "buses", "text": "Transportation"},
        {"key": "repairs", "text": "Maintenance"},
    ],
    "next": "second",
}
ENDINGS = [
    {
        "key": "good",
        "title": "He has a plan",
        "good": True,
        "says": "Thank you. I will wait for your call.",
        "text": "The bus came at 7:41.",
    },
    {"key": "bad", "title": "He hangs up", "good": False, "says": "Forget it.", "text": "He drove to school."},
]


def conversation(*steps, channel="phone", **changes):
    """A definition with these steps; `conversation()` is two choices to an ending."""
    steps = list(steps) or [first_choice("second"), second_choice()]
    given = {
        "channel": channel,
        "title": f"Late bus by {channel}",
        "subject": "Where is bus 114?",
        "situation": "You answer for the front office of Linden Elementary School.",
        "opening": "Finally, a person.\n\nWhere is bus 114?",
        "facts": FACTS,
        "gates": GATES,
        "asks": [{"key": "where", "text": "Where is the bus?", "facts": ["due"]}],
        "must_not": [],
        "parts": {},
        "steps": steps,
        "endings": ENDINGS,
        "feelings": ["shouting", "worried"],
    }
    return scenario_definition(**{**given, **changes})


OTHER = {
    "key": "nora",
    "name": "Nora Bell",
    "relation": "mother at the counter",
    "mood": "in a hurry",
    "temper": 1,
    "channel": "walk_in",
    "opening": "I only need a form.",
}


def every_kind():
    """Choice, consult, a reply in the middle, order, match, choice, ending."""
    return conversation(
        first_choice("ask"),
        {**CONSULT, "next": "middle"},
        mid_reply("drill"),
        {**ORDER, "next": "sort"},
        MATCH,
        second_choice(),
    )


def by_channel(channel):
    """The smallest conversation that shows what is special about a channel, ending by a choice."""
    special = {
        "web_form": {"form": [{"label": "Topic", "value": "Transport"}, {"label": "Bus", "value": "114"}]},
        "ticket": {"form": [{"label": "Number", "value": "T-2041"}, {"label": "Priority", "value": "Today"}]},
    }
    if channel == "social":
        steps = [mid_reply("private", key="public"), mid_reply("second", key="private", channel="message")]
    elif channel in ("phone", "walk_in", "voicemail"):
        steps = [first_choice("second")]
    else:
        steps = [mid_reply("second")]
    return conversation(*steps, second_choice(), channel=channel, **special.get(channel, {}))


CHANNELS = ["phone", "voicemail", "email", "web_form", "walk_in", "social", "text", "ticket"]


ANSWER = (
    "Mr. James, I am sorry, you called twice and no one picked up. Bus 114 is due at your stop at 7:40. You may wait "
    "or drive her, and she will not be marked tardy. I will call you by 11:00 at 555-0119 about tomorrow."
)


def best(definition) -> dict[str, int]:
    """How good each option is, by its key: what a careful clerk would choose."""
    rows = [row for step in definition["steps"] for row in (*step.get("options", ()), *step.get("asks", ()))]
    return {row["key"]: sum((row.get("levels") or {}).values()) + 9 * bool(row.get("useful")) for row in rows}
