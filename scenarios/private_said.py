"""What a reply says that may be private: a number, an address, another child's name that the scenario does not hold.

Plain Python, kept with the move beside what the scorer found. It marks for another look and never decides: a gate does,
and a person. So it looks for few things and is fairly sure of them; a colleague's name is nobody's secret.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from scenarios.private_words import ADDRESS, EMAIL, PHONE, find_private
from scenarios.scoring.text import listed
from scenarios.strangers import TITLES, WORD, bare, greeted, strangers, told_by, words_of

Definition = Mapping[str, Any]

SSN, BIRTH, LONG, CHILD, STRANGER, GREETED = "ssn", "birth", "number", "child", "stranger", "greeted"
KEY = "private:"

WHY = {
    SSN: "This looks like a Social Security number. It has no place in a reply, not even to confirm it.",
    PHONE: "This number is not on the fact sheet. Another family's number may not be passed on.",
    LONG: "This looks like a number that belongs to one person. Leave it out, and say how you will find the record.",
    EMAIL: "This address is not on the fact sheet. Give only those that you may share.",
    ADDRESS: "This looks like where somebody lives. Leave it out.",
    BIRTH: "This looks like somebody's birth date. Leave it out.",
    CHILD: "This may be the name of another child. Nothing about another child is said, by name or otherwise.",
    STRANGER: "This name is nowhere in this conversation. Leave it out if it is another family's. A person looks.",
    GREETED: "This is not the name of the person who wrote. It may be another family's. A person looks.",
}
# Only likely: a person looks, and what is to be changed first stays what it was.
LIKELY = (STRANGER, GREETED)
HEAD, SAY = "Take out what is private", "“{said}”: {why}"

_MOST = 8
_SSN = re.compile(r"(?<![\w-])\d{3}([- ])\d{2}\1\d{4}(?![\w-])|(?<![\w-])\d{9}(?![\w-])")
_LONG = re.compile(r"(?<![\w$.,:-])\d{6,12}(?![\w-])")
_BIRTH = re.compile(
    r"\b(?:born(?: on)?|birthday(?: is)?|birth ?date(?: is)?|date of birth(?: is)?|DOB)[: ]{1,3}"
    r"(\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?)",
    re.IGNORECASE,
)
_CHILD = frozenset(
    listed("student classmate child kid boy girl son daughter brother sister sibling pupil kindergartner grader twin")
)
_LINKS = frozenset(listed("named called is was"))
_FAMILY = frozenset(listed("mother mom father dad parent parents family guardian grandmother grandfather"))
_OF_A_CHILD = frozenset(listed("absent suspended expelled homeroom sits rides bullied fever iep custody grade grader"))
# Fields of a scenario that hold what must not be said, or samples that may say it.
_NOT_GIVEN = ("gates", "must_not", "anchors")


@dataclass(frozen=True, slots=True)
class Said:
    """Characters `start` up to `end` of the reply; `kind` is a key of WHY."""

    start: int
    end: int
    kind: str
    text: str


def private_said(text: str, definition: Definition, writer: str = "") -> tuple[Said, ...]:
    """Every stretch that may be private, in order, at most eight, none touching another. `writer`: who may sign."""
    given = " ".join(_texts(definition))
    found: list[Said] = []
    sure = (*_numbers(text, given), *_patterns(text, given), *_births(text, given), *_children(text, given))
    for said in (*sure, *_names(text, definition, given, writer)):
        if all(said.end <= other.start or said.start >= other.end for other in found):
            found.append(said)
    return tuple(sorted(found, key=lambda said: said.start)[:_MOST])


def with_private(result: Mapping[str, Any], text: str, definition: Definition, writer: str = "") -> dict[str, Any]:
    """A reply's result with these marks among its own, and, where no gate is broken, as the one thing to change."""
    found = private_said(text, definition, writer)
    if not found:
        return {**result, "private": []}
    sure = [said for said in found if said.kind not in LIKELY]
    marks = [mark for mark in result["marks"] if not _graver_wins(mark, found)]
    taken = [(mark["start"], mark["end"]) for mark in marks]
    ours = [said for said in found if all(said.end <= start or said.start >= end for start, end in taken)]
    marks = sorted([*marks, *map(_mark, ours)], key=lambda mark: mark["start"])
    return {
        **result,
        "marks": _labeled(marks),
        "gates": [_for_a_person(gate) for gate in result.get("gates") or ()],
        "private": [asdict(said) for said in found],
        "change_one": result["change_one"] if not sure or _gate_comes_first(result) else _change(sure[0]),
    }


# --- looking --------------------------------------------------------------------------------------
def _numbers(text: str, given: str) -> Iterator[Said]:
    known = {digits[-7:] for digits in _digit_runs(given)}
    for kind, pattern in ((SSN, _SSN), (LONG, _LONG)):
        for match in pattern.finditer(text):
            if re.sub(r"\D", "", match[0])[-7:] not in known:
                yield Said(match.start(), match.end(), kind, match[0])


def _patterns(text: str, given: str) -> Iterator[Said]:
    """Phone numbers, e-mail and street addresses."""
    known, told = {digits[-7:] for digits in _digit_runs(given)}, given.casefold()
    for mark in find_private(text):
        if mark.kind == ADDRESS and not re.match(r"\d+ [A-Z]|P", mark.said):
            continue  # "10 either way" is no place
        is_given = re.sub(r"\D", "", mark.said)[-7:] in known if mark.kind == PHONE else mark.said.casefold() in told
        if mark.kind in (PHONE, EMAIL, ADDRESS) and not is_given:
            yield Said(mark.start, mark.end, mark.kind, mark.said)


def _births(text: str, given: str) -> Iterator[Said]:
    for match in _BIRTH.finditer(text):
        if match[1].casefold() not in given.casefold():
            yield Said(match.start(1), match.end(1), BIRTH, match[1])


def _children(text: str, given: str) -> Iterator[Said]:
    """Names that the scenario does not hold, where the words beside them say that a child is meant."""
    words = list(WORD.finditer(text))
    plain = [bare(word[0]) for word in words]
    known, _names_in_it = told_by(given)
    for n, word in enumerate(words):
        if word[0][0].isupper() and len(plain[n]) > 1 and plain[n] not in known and _of_a_child(text, words, plain, n):
            end = word.end() - (len(word[0]) - len(word[0].removesuffix("'s").removesuffix("’s")))
            yield Said(word.start(), end, CHILD, text[word.start() : end])


def _names(text: str, definition: Definition, given: str, writer: str) -> Iterator[Said]:
    words = words_of(text, given, writer)
    for start, end in greeted(words, definition):
        yield Said(start, end, GREETED, text[start:end])
    for start, end in strangers(words):
        yield Said(start, end, STRANGER, text[start:end])


def _of_a_child(text: str, words: list[re.Match], plain: list[str], n: int) -> bool:
    """ "The boy named Jayden", "Jayden's mother", "Jayden, another student", "Jayden was absent"."""
    before = [*_beside(text, words, plain, n, -1, 2), "", ""]
    after = _beside(text, words, plain, n, 1, 4)
    if before[0] in TITLES:
        return False
    owns = words[n][0].endswith(("'s", "’s")) and after[:1] != [] and after[0] in _FAMILY
    told_of = text[words[n].end() : words[n].end() + 1] == "," and not _CHILD.isdisjoint(after)
    called = before[0] in _CHILD or (before[0] in _LINKS and before[1] in _CHILD)
    return called or owns or told_of or not _OF_A_CHILD.isdisjoint(after[:3])


def _beside(text: str, words: list[re.Match], plain: list[str], n: int, step: int, most: int) -> list[str]:
    """The words before (step -1) or after (1), nearest first, up to the end of the sentence."""
    out: list[str] = []
    for at in range(n + step, n + step * (most + 1), step):
        if not 0 <= at < len(words):
            break
        first, second = sorted((at, at - step))
        if plain[first] not in TITLES and re.search(r"[.!?\n]", text[words[first].end() : words[second].start()]):
            break
        out.append(plain[at])
    return out


def _digit_runs(text: str) -> list[str]:
    return [re.sub(r"\D", "", run) for run in re.findall(r"\d[\d ().-]{4,}\d", text)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if key not in _NOT_GIVEN:
                yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)


# --- among the other marks ------------------------------------------------------------------------
def _graver_wins(mark: Mapping[str, Any], found: Iterable[Said]) -> bool:
    """A gate's mark stays; any other makes room for what is private."""
    return mark["letter"] != "G" and any(said.start < mark["end"] and mark["start"] < said.end for said in found)


def _for_a_person(gate: Mapping[str, Any]) -> dict[str, Any]:
    """With something private in sight no machine says that a gate about private data is passed."""
    unsure = gate["kind"] == "protected_data" and gate["status"] == "passed"
    return {**gate, "status": "person" if unsure else gate["status"]}


def _mark(said: Said) -> dict[str, Any]:
    return {
        "start": said.start,
        "end": said.end,
        "letter": "L",
        "label": "",
        "note": WHY[said.kind],
        "key": KEY + said.kind,
    }


def _labeled(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A1, A2, L1 and so on in the order of the reply; the same note, the same label."""
    labels: dict[tuple[str, str, str], str] = {}
    for mark in marks:
        same = (mark["letter"], mark["key"], mark["note"])
        count = 1 + sum(letter == mark["letter"] for letter, _key, _note in labels)
        labels.setdefault(same, f"{mark['letter']}{count}")
    return [{**mark, "label": labels[mark["letter"], mark["key"], mark["note"]]} for mark in marks]


def _gate_comes_first(result: Mapping[str, Any]) -> bool:
    open_gates = {gate["key"] for gate in result.get("gates") or () if gate["status"] == "not_passed"}
    return result["change_one"]["key"] in open_gates


def _change(said: Said) -> dict[str, str]:
    return {"key": KEY + said.kind, "head": HEAD, "sentence": SAY.format(said=said.text, why=WHY[said.kind])}
