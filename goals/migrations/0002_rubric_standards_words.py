"""What the district starts with, all of it editable: the four dimensions, the usual standards, our words."""

import datetime as dt
import hashlib
import json

from django.db import migrations

NAMES = {"1": "Not yet", "2": "Partly", "3": "Meets", "4": "Strong"}
CRITERIA = [
    ("accurate", "Accurate", "Is every fact right?", {
        "4": "Every required fact is right. What is not known is said to be unknown, with when it will be known.",
        "3": "The required facts are right. There may be a small, harmless slip.",
        "2": "One fact that matters is wrong, vague or guessed.",
        "1": "It misleads, invents facts or contradicts the fact sheet.",
    }),
    ("complete", "Complete", "Is everything answered that was asked, and what comes next?", {
        "4": "Every question is answered, and the obvious next one: who, what, by when, and whom to reach.",
        "3": "Every question is answered. The next step has a person or a time.",
        "2": "One question is left open, or there is no next step.",
        "1": "It does not answer, or sends the person away.",
    }),
    ("courteous", "Courteous", "Is it plain, warm and free of blame?", {
        "4": "Plain and warm, by name, without jargon or blame, in the right channel.",
        "3": "Polite and clear.",
        "2": "Curt, stiff, full of jargon, or read from a script.",
        "1": "Rude, blaming or dismissive.",
    }),
    ("empathy", "Empathy", "Does it show that this person was understood?", {
        "4": "Names what is at stake for this person, in own words, before the facts. Offers a choice. No “but”.",
        "3": "Acknowledges the feeling.",
        "2": "A stock phrase only.",
        "1": "None, or it makes the worry small (“calm down”, “at least”).",
    }),
]  # fmt: skip
WEIGHTS = {"accurate": 30, "complete": 30, "courteous": 20, "empathy": 20}

# code, slug, title, text, channel, amount, unit, clock, target percent
STANDARDS = [
    ("P-1", "phone-third-ring", "Answer by the third ring",
     "A person answers by the third ring, says the school and their name, and offers help.",
     "phone", 3, "rings", "none", 85),
    ("P-2", "phone-hold", "Ask before you hold",
     "Ask before you put someone on hold, come back within 60 seconds, and offer to call back at the second minute.",
     "phone", 60, "seconds", "none", 85),
    ("V-1", "call-back", "Call back by the next business day",
     "Every message is answered by the end of the next business day.",
     "voicemail", 1, "business days", "business", 90),
    ("E-1", "email-acknowledged", "Acknowledge within one business day",
     "E-mail and web forms are acknowledged within one business day and answered within two. If that is not possible, "
     "we write when the answer will come.",
     "email", 1, "business days", "business", 90),
    ("W-1", "walk-in", "Greet within 30 seconds",
     "Whoever comes in gets a word or a look within 30 seconds, even when you are on the phone, and is helped or told "
     "the wait within three minutes.",
     "walk_in", 30, "seconds", "none", 85),
    ("C-1", "complaint", "Complaints get a date",
     "A complaint is acknowledged within one business day and gets a written answer within five working days.",
     "", 5, "business days", "business", 90),
    ("S-1", "safety-words", "Safety comes first",
     "Words about safety are acted on at once, at any hour. No other clock applies.",
     "", 0, "minutes", "calendar", 100),
    ("I-1", "internal-request", "Colleagues are served too",
     "Requests from colleagues are acknowledged within one business day, with their status until they are closed.",
     "ticket", 1, "business days", "business", 90),
]  # fmt: skip
WORDS = {
    "families": "families", "family": "family", "students": "students", "student": "student",
    "staff": "staff", "neighbors": "neighbors",
}  # fmt: skip
IN_FORCE_FROM = dt.date(2026, 7, 1)


def rubric_definition() -> dict:
    criteria = [
        {
            "key": key,
            "name": name,
            "question": question,
            "levels": {level: {"name": NAMES[level], "descriptor": text} for level, text in levels.items()},
        }
        for key, name, question, levels in CRITERIA
    ]
    return {"criteria": criteria, "weights": WEIGHTS}


def write(apps, schema_editor):
    definition = rubric_definition()
    canonical = json.dumps(definition, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    rubric = apps.get_model("goals", "Rubric").objects.create(slug="service", name="How people are treated")
    apps.get_model("goals", "RubricVersion").objects.create(
        rubric=rubric, number=1, definition=definition, digest=hashlib.sha256(canonical.encode()).hexdigest()
    )
    for code, slug, title, text, channel, amount, unit, clock, target in STANDARDS:
        standard = apps.get_model("goals", "Standard").objects.create(code=code, slug=slug, title=title)
        apps.get_model("goals", "StandardVersion").objects.create(
            standard=standard, number=1, text=text, channel=channel, amount=amount, unit=unit, clock=clock,
            target_percent=target, effective_from=IN_FORCE_FROM,
        )  # fmt: skip
    for key, text in WORDS.items():
        apps.get_model("goals", "Word").objects.create(key=key, text=text)


class Migration(migrations.Migration):
    dependencies = [("goals", "0001_plan_rubric_standards")]
    # Backwards leaves the rows: they may be quoted by then, and the tables go with the first migration.
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
