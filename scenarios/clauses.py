"""Conditions, shifts of temper and orders as authors type them in the studio, one clause to a line. Plain Python.

    temper 0-1                 the temper of the person who called first is 0 or 1
    temper of counter 3-4      the same for the person with the key counter
    given due, tardy           both facts were given          (missing: none of them was)
    passed hand-off            this gate was kept             (not passed: it was broken)
    chose greet/cold           this option was chosen         (not chosen: it was not)

A line with all its clauses is the mapping of a scenario file: {"temper": [0, 1], "given": ["due", "tardy"]}.
"""

import re
from collections.abc import Mapping
from typing import Any

HELP = (
    "Empty: always. One condition to a line; all must hold. For example: “temper 0-1”, “given due, tardy”, "
    "“missing due”, “passed hand-off”, “not passed hand-off”, “chose greet/cold”, “not chosen greet/cold”."
)
# What one types, longest first, and the key in a file.
_LISTS = {
    "not passed": "not_passed", "not chosen": "not_chose", "not chose": "not_chose", "not given": "missing",
    "given": "given", "missing": "missing", "passed": "passed", "chosen": "chose", "chose": "chose",
}  # fmt: skip
_TYPED = {
    "given": "given", "missing": "missing", "passed": "passed", "not_passed": "not passed", "chose": "chose",
    "not_chose": "not chosen",
}  # fmt: skip
_TEMPER = re.compile(r"temper(?: of ([a-z0-9][a-z0-9-]*))? ([0-4])(?: ?(?:-|–|to) ?([0-4]))?")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}(?:/[a-z0-9][a-z0-9-]{0,39})?")
_SHIFT = re.compile(r"([a-z0-9][a-z0-9-]*)[ :=]+([+-]?[0-4])")


class NotAClause(ValueError):
    """What was typed is no condition. The message is a sentence for its author."""


def read_when(typed: str) -> dict[str, Any]:
    """The condition of these lines, {} when there are none. NotAClause names the first line that cannot be read."""
    when: dict[str, Any] = {}
    for line in _lines(typed):
        words = re.sub("^not-", "not ", " ".join(line.lower().split())).rstrip(".;")
        head = next((head for head in _LISTS if words.startswith(f"{head} ")), "")
        if found := _TEMPER.fullmatch(words):
            _once(when, "temper", line)
            low = int(found[2])
            high = int(found[3]) if found[3] else low
            if low > high:
                raise NotAClause(f"“{line}” goes from {low} to {high}. Put the lower number first.")
            when["temper"] = [low, high]
            if found[1]:
                when["who"] = found[1]
        elif head:
            _once(when, _LISTS[head], line)
            when[_LISTS[head]] = _keys(words.removeprefix(head), line)
        elif words.startswith("temper"):
            raise NotAClause(f"“{line}” is not a temper. Write one number or two from 0 to 4, such as “temper 0-1”.")
        else:
            begin = "temper, given, missing, passed, not passed, chose or not chosen"
            raise NotAClause(f"“{line}” is not a condition. Begin with {begin}.")
    return when


def write_when(when: Mapping[str, Any] | None) -> str:
    """The lines of a condition, as `read_when` reads them."""
    when = when or {}
    lines = []
    span = when.get("temper")
    if span is not None:
        low, high = (span, span) if isinstance(span, int) else (span[0], span[-1])
        who = f" of {when['who']}" if when.get("who") else ""
        lines.append(f"temper{who} {low}-{high}" if high != low else f"temper{who} {low}")
    for key, typed in _TYPED.items():
        named = when.get(key) or ()
        if named:
            lines.append(f"{typed} {', '.join([named] if isinstance(named, str) else map(str, named))}")
    return "\n".join(lines)


def read_shifts(typed: str) -> dict[str, int]:
    """How much each person warms or cools: "main -1, counter +1" is {"main": -1, "counter": 1}."""
    shifts = {}
    for piece in (piece.strip() for line in _lines(typed) for piece in line.split(",")):
        found = _SHIFT.fullmatch(piece.lower().replace("−", "-"))
        if piece and not found:
            raise NotAClause(f"“{piece}” is not a change of temper. Write a person's key and a number: “main -1”.")
        if found:
            shifts[found[1]] = int(found[2])
    return shifts


def write_shifts(shifts: Mapping[str, int]) -> str:
    return ", ".join(f"{who} {by:+d}" for who, by in shifts.items())


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in (typed or "").splitlines() if line.strip()]


def _keys(words: str, line: str) -> list[str]:
    keys = [piece for piece in re.split(r"[,\s]+", words.strip()) if piece]
    for key in keys:
        if not _KEY.fullmatch(key):
            raise NotAClause(f"“{key}” in “{line}” is not a key. Keys have small letters, digits and hyphens.")
    if not keys:
        raise NotAClause(f"“{line}” names nothing. Add a key.")
    return keys


def _once(when: Mapping[str, Any], name: str, line: str) -> None:
    if name in when:
        raise NotAClause(f"“{line}”: there is a line of this kind already. Put the keys on one line, with commas.")
