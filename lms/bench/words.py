"""Released definitions of the size and shape that real ones have."""

import json
import uuid
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.conf import settings
from ruamel.yaml import YAML

from goals.models import RubricVersion

OUTCOMES = ["E1", "E2", "E3", "E4", "E5"]
POOL, DRAWN = 42, 10
NAMES = uuid.UUID("0d6f8e0e-54a7-4f4b-a1b0-53a5a1c0b8d1")
SCENARIO = settings.BASE_DIR / "content/empathy-and-trust/scenarios/s02-first-day-bus.yaml"
SENTENCE = (
    "A caller who has been passed on twice listens for one thing only: whether this person will stay with the question "
    "until there is an answer, a name and a time. "
)
REPLY = (
    "Mr. James, I am sorry. You called twice and no one picked up, with a seven-year-old at the curb. Dispatch says "
    "bus 114 is due at 7:40. You may wait or drive her, and she will not be marked tardy. I will call you myself by "
    "11:00 at 555-0119 to say when to expect it tomorrow. My name is Nadia."
)
# As long as a strong reply: 150 words.
LONG_REPLY = (
    REPLY
    + " I can hear how worn out you are, and on her first day of second grade she must be asking you if we forgot "
    "her. We did not. Every route in the county is new this morning, and the office has had more calls than it could "
    "answer, which is our part to carry and not yours. If you drive, come to the front door and I will walk her to "
    "her room myself. Should the bus not be there by 7:45, ring this number again. Thank you for calling."
)


def lesson(title: str) -> dict[str, Any]:
    """About 12 KB with every kind of block, nearly all of it in the part that opens first: the hard case."""
    parts = [
        {"title": "What happens on the line", "blocks": list(_every_block())},
        {"title": "In your own office", "blocks": [_text("t-own", 1)]},
        {"title": "What to take along", "blocks": [_text("t-take", 1)]},
    ]
    return {
        "schema": 1,
        "kind": "lesson",
        "title": title,
        "goal": "After this lesson you can put a caller on hold with care, and come back before they wonder.",
        "minutes": 8,
        "outcomes": ["E1"],
        "parts": parts,
    }


def _text(name: str, paragraphs: int) -> dict[str, Any]:
    told = f"<p>{SENTENCE * 2}</p><p><b>Stay.</b> {SENTENCE}<a href='#'>Read on</a>.</p>".replace("'", '"')
    return {"id": name, "type": "text", "html": f"<h2>{SENTENCE[:40]}</h2>{told * paragraphs}"}


def _every_block() -> Iterator[dict[str, Any]]:
    yield _text("t1", 2)
    yield {
        "id": "img", "type": "image", "media": "0" * 64 + ".webp", "alt": "A front office", "caption": SENTENCE[:80],
        "width": 1200, "height": 800,
    }  # fmt: skip
    yield {"id": "note", "type": "callout", "tone": "note", "title": "Good to know", "html": f"<p>{SENTENCE}</p>"}
    yield {
        "id": "std", "type": "standard", "code": "P-2", "title": "Ask before you hold", "text": SENTENCE, "version": 1,
        "since": "2026-07-01",
    }  # fmt: skip
    yield {
        "id": "ex1", "type": "example", "situation": SENTENCE, "instead": "Hold, please.", "why": SENTENCE,
        "try": "May I put you on hold for one minute while I ask the nurse? I will come back either way.",
    }  # fmt: skip
    yield _text("t2", 2)
    yield _check("check-1", "single")
    yield {
        "id": "story",
        "type": "story",
        "title": "The third call",
        "html": f"<p>{SENTENCE * 3}</p>",
        "source": "A parent",
    }
    yield {
        "id": "film", "type": "video", "url": "/courses/media/film", "title": "One minute on hold", "minutes": 2,
        "transcript_html": f"<p>{SENTENCE * 4}</p>",
    }  # fmt: skip
    yield _text("t3", 2)
    yield _check("check-2", "multiple")
    yield {
        "id": "card",
        "type": "job_aid",
        "title": "Hold card",
        "html": f"<ol>{'<li>Ask, wait for yes</li>' * 6}</ol>",
    }
    yield {
        "id": "mine",
        "type": "reflection",
        "prompt": "Whom did you put on hold last?",
        "hint": "Two sentences are plenty.",
    }


def _check(name: str, kind: str) -> dict[str, Any]:
    options = [
        {"id": f"{name}-{n}", "text": SENTENCE[: 60 + n], "right": n == 1, "rationale": SENTENCE[:90]} for n in range(4)
    ]
    return {"id": name, "type": "check", "question": {"kind": kind, "prompt": SENTENCE[:100], "options": options}}


def quiz(title: str) -> dict[str, Any]:
    return {
        "schema": 1,
        "kind": "quiz",
        "title": title,
        "intro_html": f"<p>{SENTENCE}</p>",
        "minutes": 6,
        "pass_mark": 80,
        "draw": [{"outcome": outcome, "count": DRAWN // len(OUTCOMES)} for outcome in OUTCOMES],
        "pool": [_question(f"{title}/{n}", OUTCOMES[n % len(OUTCOMES)], n) for n in range(POOL)],
    }


def _question(name: str, outcome: str, n: int) -> dict[str, Any]:
    key = str(uuid.uuid5(NAMES, name))
    options = [
        {"id": f"{key[:8]}-{o}", "text": SENTENCE[: 70 + o], "right": o == 2, "rationale": SENTENCE[:100]}
        for o in range(4)
    ]
    question = {
        "uuid": key, "kind": "single", "outcome": outcome, "form": "abcd"[n % 4], "gate": False,
        "prompt": SENTENCE[:110], "options": options, "rationale": SENTENCE,
    }  # fmt: skip
    if n % 7 == 6:
        return {**question, "kind": "short", "options": [], "accepted": ["third ring", "the third ring"]}
    return question


def survey(title: str) -> dict[str, Any]:
    questions = [
        {"id": "sure", "kind": "scale", "prompt": "How sure do you feel?", "hint": "", "low": "Not yet", "high": "Very",
         "required": True},
        {"id": "next", "kind": "text", "prompt": "What will you do next week?", "hint": "", "required": False},
    ]  # fmt: skip
    return {
        "schema": 1, "kind": "survey", "title": title, "intro_html": "<p>For yourself.</p>", "minutes": 3,
        "private": True, "questions": questions,
    }  # fmt: skip


def scenario(title: str) -> dict[str, Any]:
    """The stand-alone practice of the starter curriculum, with the district's newest rubric frozen in."""
    version = RubricVersion.objects.filter(rubric__slug="service").select_related("rubric").latest("number")
    frozen = {"slug": version.rubric.slug, "version": version.number, "definition": version.definition}
    return {**_written(), "title": title, "schema": 1, "kind": "scenario", "rubric": frozen}


CYCLE = (
    "choice", "choice", "consult", "choice", "order", "choice", "match", "choice", "choice", "reply",
)  # fmt: skip
STEPS = 40


def conversation(title: str) -> dict[str, Any]:
    """Forty steps of every kind, with ways that skip and two endings. Step 8 is a choice, step 9 a spoken reply."""
    steps = [_step(n, CYCLE[n % len(CYCLE)]) for n in range(STEPS)]
    endings = [
        {"key": "known", "title": "He knows", "good": True, "says": "Thank you.", "text": SENTENCE},
        {"key": "gone", "title": "He hangs up", "good": False, "says": "Never mind.", "text": SENTENCE},
    ]
    written = scenario(title)
    replies = [step["key"] for step in steps if step["kind"] == "reply"]
    anchors = [{**anchor, "step": key} for key in replies for anchor in written["anchors"]]
    # Through text as in a database.
    return json.loads(json.dumps({**written, "minutes": 20, "steps": steps, "endings": endings, "anchors": anchors}))


def _step(n: int, kind: str) -> dict[str, Any]:
    onward = f"step-{n + 1}" if n + 1 < STEPS else "known"
    skip = [{"to": f"step-{n + 2}", "when": {"temper": [4, 4]}}] if n + 2 < STEPS else []
    step = {"key": f"step-{n}", "kind": kind, "prompt": SENTENCE[:70], "says": SENTENCE, "criteria": ["courteous"]}
    return {**step, **_asked(n, kind), "next": [*skip, {"to": onward}]}


def _asked(n: int, kind: str) -> dict[str, Any]:
    texts = [f"{n}.{k}: {SENTENCE[: 80 + k]}" for k in range(4)]
    if kind == "choice":
        options = [
            {"key": f"option-{k}", "text": text, "levels": {"courteous": 4 - k}, "temper": k - 1, "note": SENTENCE[:90]}
            for k, text in enumerate(texts)
        ]
        options[3]["to"] = "gone"
        return {"options": options}
    if kind == "consult":
        asks = [
            {"key": f"ask-{k}", "whom": "Dispatch", "text": text, "answer": SENTENCE, "useful": k == 0}
            for k, text in enumerate(texts)
        ]
        return {"asks": asks, "most": 2}
    if kind == "order":
        return {"items": [{"key": f"item-{k}", "text": text} for k, text in enumerate(texts)]}
    if kind == "match":
        items = [{"key": f"item-{k}", "text": text, "to": f"target-{k % 2}"} for k, text in enumerate(texts)]
        return {"items": items, "targets": [{"key": f"target-{k}", "text": f"Desk {k}"} for k in range(2)]}
    return {"criteria": ["accurate", "complete", "courteous", "empathy"]}


@lru_cache(maxsize=1)
def _written() -> dict[str, Any]:
    """Its written reply alone, every fact in sight; through text as in a database, where number keys are strings."""
    with SCENARIO.open(encoding="utf-8") as file:
        read = json.loads(json.dumps(YAML(typ="safe", pure=True).load(file)))
    closing = next(step for step in read["steps"] if step["kind"] == "reply")
    facts = [{**fact, "hidden": False} for fact in read["facts"]]
    return {**read, "facts": facts, "endings": [], "steps": [{k: v for k, v in closing.items() if k != "next"}]}
