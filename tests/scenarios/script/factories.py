"""Small conversations to reason about, and moves made in them."""

from scenarios.script import Made, kept, outcome, play, read_script

CALM = {"levels": {"courteous": 3, "empathy": 3}}


def script(*steps, **definition):
    ends = [{"key": "end", "title": "Over", "good": True, "says": "Thank you."}]
    return read_script({"opening": "Hello?", "persona": {"temper": 2}, "endings": ends, "steps": steps, **definition})


def choice(*options, key="pick", **more):
    """Options as rows, or as bare keys."""
    rows = [
        {"key": row, "text": row.title()} if isinstance(row, str) else {"text": row["key"], **row} for row in options
    ]
    return {"key": key, "kind": "choice", "options": rows, "next": "end", **more}


def order(key="order", out=(), keys="abcd", **more):
    items = [{"key": each, "text": each.upper()} for each in keys]
    items += [{"key": each, "text": each.upper(), "out": True, "note": f"Leave {each} out."} for each in out]
    return {"key": key, "kind": "order", "items": items, "criteria": ["accurate"], "next": "end", **more}


def match(key="match", pairs=None, **more):
    pairs = pairs or {"a": "x", "b": "x", "c": "y", "d": "y"}
    items = [{"key": each, "text": each, "to": to, "note": f"Not {each}."} for each, to in pairs.items()]
    targets = [{"key": each, "text": each} for each in dict.fromkeys(pairs.values())]
    return {
        "key": key,
        "kind": "match",
        "items": items,
        "targets": targets,
        "criteria": ["accurate"],
        "next": "end",
        **more,
    }


def consult(*asks, key="consult", **more):
    rows = [{"whom": "Dispatch", "text": "?", "answer": "!", **row} for row in asks]
    return {"key": key, "kind": "consult", "asks": rows, "criteria": ["accurate"], "next": "end", **more}


def reply(key="reply", **more):
    return {"key": key, "kind": "reply", "criteria": ["accurate", "empathy"], **more}


def go(script, *payloads):
    """The moves that these payloads make; a reply is given as what the scorer found, with its text beside it."""
    moves = []
    for payload in payloads:
        state = play(script, moves)
        scored = payload.get("scored")
        sent = {"text": "Words.", **payload} if scored is not None else payload
        step = state.step
        result = outcome(script, state, sent, scored)
        moves.append(Made(state.next_number, step.key, step.kind, kept(step, sent), result))
    return moves


def pick(option):
    return {"option": option}


def wrote(**scored):
    return {"scored": scored}
