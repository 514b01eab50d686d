"""A small package on disk that has nothing wrong with it; tests spoil one thing each."""

from pathlib import Path

from PIL import Image

COURSE = """\
schema: 1
kind: course
uuid: 11111111-1111-4111-8111-111111111111
slug: phones
title: Phones
summary: How we answer.
why: |
  Because **families** call.
validity_months: 24
outcomes:
  - {code: E1, text: Hold well}
outline:
  - module: Start
    items:
      - activity: lessons/hold.md
      - activity: quiz.yaml
        gate: true
      - activity: survey.yaml
        required: false
        fit: {job_families: [], levels: [new], settings: []}
"""
LESSON = """\
---
uuid: 22222222-2222-4222-8222-222222222222
slug: hold-well
title: Hold well
goal: After this lesson you can hold well.
minutes: 6
outcomes: [E1]
summary: Ask, explain, return.
---

# Why it matters

People **wait**. See [the quiz](activity:phones-quiz).

- Ask first
- Come back

::: example wait
situation: A father waits.
instead: |
  Hold on.
try: |
  May I put you on hold?
why: He was asked.
:::

# Try it

::: check first
kind: single
prompt: What comes first?
options:
  - {text: Ask, right: true, why: Always.}
  - {text: Click, right: false, why: Never.}
:::

::: image desk
file: media/desk.png
alt: A desk with one phone.
:::

::: standard third-ring
slug: phone-third-ring
:::
"""
QUIZ = """\
schema: 1
kind: quiz
uuid: 33333333-3333-4333-8333-333333333333
slug: phones-quiz
title: Quiz
minutes: 5
pass_mark: 80
draw:
  - {outcome: E1, count: 2}
"""
SURVEY = """\
schema: 1
kind: survey
uuid: 44444444-4444-4444-8444-444444444444
slug: phones-survey
title: Looking back
minutes: 2
private: true
questions:
  - {id: sure, kind: scale, prompt: How sure are you?, low: Not, high: Very, required: true}
  - {id: next, kind: text, prompt: What will you try?}
"""
QUESTIONS = """\
outcome: E1
questions:
  - uuid: 55555555-5555-4555-8555-555555555555
    kind: single
    prompt: What comes first?
    options:
      - {text: Ask, right: true, why: Yes.}
      - {text: Click, right: false, why: No.}
  - uuid: 66666666-6666-4666-8666-666666666666
    kind: short
    prompt: How many rings?
    accepted: ["3", three]
"""
FILES = {
    "course.yaml": COURSE,
    "lessons/hold.md": LESSON,
    "quiz.yaml": QUIZ,
    "survey.yaml": SURVEY,
    "questions/e1.yaml": QUESTIONS,
}


def write_package(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "media").mkdir()
    Image.new("RGB", (40, 30), "white").save(folder / "media/desk.png")
    return folder


def spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Replace one piece of a file; returns the line where the new piece starts."""
    text = (folder / name).read_text()
    assert text.count(old) >= 1, f"{old!r} is not in {name}"
    (folder / name).write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1
