"""What a revision changed in the feedback: two stored results side by side. Plain Python; nothing is scored here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LEVEL, ANSWERED, OPENED, GONE, CAME, GATE = "level", "answered", "opened", "gone", "came", "gate"
# Letters whose marks ask for another look.
AGAIN = ("L", "G")

Result = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shift:
    """One difference. `what`: a criterion's name, a question, words of the reply, or a gate's text.

    `before` and `after` are levels (0: had none), of a gate 1 for passed and 0 for not.
    """

    kind: str
    what: str
    better: bool
    before: int = 0
    after: int = 0


def shifts(before: Result, after: Result, before_text: str, after_text: str) -> tuple[Shift, ...]:
    """Levels first, then gates, questions, and the words that asked for another look."""
    found = (
        *_levels(before, after),
        *_gates(before, after),
        *_questions(before, after),
        *_words(before, after, before_text, after_text),
    )
    return tuple(found)


def other_scorer(before: Result, after: Result) -> bool:
    """Our program was changed between the two, so a difference may be its own."""
    return before.get("version") != after.get("version")


def _levels(before: Result, after: Result) -> Iterator[Shift]:
    old, new = before.get("levels") or {}, after.get("levels") or {}
    for name in new:
        if name in old and int(new[name]) != int(old[name]):
            yield Shift(LEVEL, name, int(new[name]) > int(old[name]), int(old[name]), int(new[name]))


def _gates(before: Result, after: Result) -> Iterator[Shift]:
    old = {row["key"]: row.get("status") for row in before.get("gates") or ()}
    for row in after.get("gates") or ():
        was, now = old.get(row["key"]) != "not_passed", row.get("status") != "not_passed"
        if row["key"] in old and was != now:
            yield Shift(GATE, str(row.get("text", "")), now, int(was), int(now))


def _questions(before: Result, after: Result) -> Iterator[Shift]:
    old = {row["key"]: str(row["question"]) for row in before.get("wonders") or ()}
    new = {row["key"]: str(row["question"]) for row in after.get("wonders") or ()}
    yield from (Shift(ANSWERED, question, True) for key, question in old.items() if key not in new)
    yield from (Shift(OPENED, question, False) for key, question in new.items() if key not in old)


def _words(before: Result, after: Result, before_text: str, after_text: str) -> Iterator[Shift]:
    old, new = _again(before, before_text), _again(after, after_text)
    yield from (Shift(GONE, said, True) for folded, said in old.items() if folded not in new)
    yield from (Shift(CAME, said, False) for folded, said in new.items() if folded not in old)


def _again(result: Result, text: str) -> dict[str, str]:
    """The words marked for another look, each once however it is spelled."""
    marked = (m for m in result.get("marks") or () if m.get("letter") in AGAIN)
    said = (text[int(m["start"]) : int(m["end"])].strip() for m in marked)
    return {words.casefold(): words for words in said if words}
