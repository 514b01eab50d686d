"""What must go from a real message before it becomes a practice conversation. Plain Python; nothing leaves the machine.

It marks too much rather than too little, and never decides: the author confirms each mark and looks for what it missed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scenarios.scoring.text import listed

EMAIL, LINK, PHONE, ADDRESS, DATE, NUMBER, NAME = "email", "link", "phone", "address", "date", "number", "name"

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_STREET = (
    r"(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|boulevard|blvd|way|place|pl|circle|cir|terrace"
    r"|trail|highway|hwy|parkway|pkwy)"
)
# In this order: what is found first keeps its place, so that a phone number is not also three numbers.
_PATTERNS = (
    (EMAIL, re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")),
    (LINK, re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)),
    (PHONE, re.compile(r"(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])?\d{3}[ .-]\d{4}(?![\d-])")),
    (DATE, re.compile(rf"\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?\b"
                      r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d{2}-\d{2}\b", re.IGNORECASE)),
    (ADDRESS, re.compile(rf"\b\d{{1,6}} (?:[^\W\d][\w'’.-]* ){{1,4}}?{_STREET}\b\.?"
                         r"(?:,? (?:apartment |apt\.? |unit |#)\w+)?"
                         r"|\bP\.? ?O\.? box \d+", re.IGNORECASE)),
    (NUMBER, re.compile(r"[$#]?\d[\d,.:-]*\d|[$#]?\d")),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLES = frozenset(listed("mr mrs ms miss mx dr prof coach principal officer nurse pastor señor señora"))
_AFTER = frozenset(listed("dear hi hello hey named"))
_KIN = frozenset(
    listed("""
son daughter child kid boy girl husband wife brother sister nephew niece grandson granddaughter grandchild stepson
stepdaughter
""")
)
# People of whom one also speaks without a name: only a capital tells.
_KNOWN_BY = frozenset(listed("student teacher friend neighbor driver counselor"))
# Capitalized without being anyone's name; the start of a sentence is told apart by its place.
_ORDINARY = frozenset(
    listed("""
i i'm i've i'll i'd monday tuesday wednesday thursday friday saturday sunday english spanish american christmas
easter thanksgiving god ok okay id pta pto iep ell esl covid facebook google january february march april may june
july august september october november december
""")
)
# What follows "my son" without being his name.
_NOT_A_NAME = frozenset(
    listed("""
is was has had will would can could did does do said says told tells came comes got gets goes went and or but who
that to in at on for from with of a the my your his her their our it he she they we you i not never been being be
are were should may might must needs wants missed left rides waited cried just still also then there here because
if when while about out up off by as so too only
""")
)


@dataclass(frozen=True)
class Mark:
    """Characters `start` up to `end` of the message; `kind` is one of the constants above, `said` the words."""

    start: int
    end: int
    kind: str
    said: str


def find_private(text: str) -> tuple[Mark, ...]:
    """Every stretch that may say who this was about, in order, none touching another's characters."""
    found: list[Mark] = []
    for kind, pattern in _PATTERNS:
        found += [m for m in _matches(kind, pattern, text) if _free(m, found)]
    found += [mark for mark in _names(text) if _free(mark, found)]
    return tuple(sorted(found, key=lambda mark: mark.start))


def remove(text: str, marks: Iterable[Mark]) -> str:
    """The message with each mark replaced by what it was, such as [name 1]; the same words get the same number."""
    numbers: dict[tuple[str, str], int] = {}
    pieces, at = [], 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        same = (mark.kind, mark.said.casefold())
        number = numbers.setdefault(same, 1 + sum(kind == mark.kind for kind, _said in numbers))
        pieces += [text[at : mark.start], f"[{mark.kind} {number}]"]
        at = mark.end
    return "".join([*pieces, text[at:]])


def also(text: str, words: Iterable[str]) -> tuple[Mark, ...]:
    """Marks for words that the author adds by hand, wherever they stand, in any case."""
    wanted = sorted({word.strip() for word in words if word.strip()}, key=lambda word: (-len(word), word))
    found: list[Mark] = []
    for word in wanted:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        found += [m for m in _matches(NAME, pattern, text) if _free(m, found)]
    return tuple(sorted(found, key=lambda mark: mark.start))


def _matches(kind: str, pattern: re.Pattern, text: str) -> Iterator[Mark]:
    for found in pattern.finditer(text):
        yield Mark(found.start(), found.end(), kind, found[0])


def _free(mark: Mark, taken: list[Mark]) -> bool:
    return all(mark.end <= other.start or mark.start >= other.end for other in taken)


def _names(text: str) -> Iterator[Mark]:
    """Runs of words that look like somebody's or some place's name."""
    words = list(_WORD.finditer(text))
    inside = {w[0].casefold() for n, w in enumerate(words) if _capital(w[0]) and not _starts(text, words, n)}
    run: list[re.Match] = []
    for n, word in enumerate(words):
        if _is_name(text, words, n, inside):
            if run and text[run[-1].end() : word.start()].strip(".") not in ("", " "):
                yield _run(text, run)
                run = []
            run.append(word)
        elif run:
            yield _run(text, run)
            run = []
    if run:
        yield _run(text, run)


def _run(text: str, run: list[re.Match]) -> Mark:
    start, end = run[0].start(), run[-1].end()
    return Mark(start, end, NAME, text[start:end])


def _is_name(text: str, words: list[re.Match], n: int, inside: set[str]) -> bool:
    word = words[n][0].casefold()
    before = words[n - 1][0].casefold() if n else ""
    if word in _ORDINARY or word in _TITLES or len(word) < 2:
        return False
    near = bool(n) and not re.search(r"[.!?\n]", text[words[n - 1].end() : words[n].start()].removeprefix("."))
    if near and before in _TITLES | _AFTER:
        return word not in _NOT_A_NAME
    if near and before in _KIN | _KNOWN_BY:
        return word not in _NOT_A_NAME and (_capital(words[n][0]) or (before in _KIN and _owned(words, n)))
    if near and before == "is" and n > 1 and words[n - 2][0].casefold() == "name":
        return True
    if not _capital(words[n][0]):
        return False
    return not _starts(text, words, n) or word in inside or _signature(text, words[n])


def _owned(words: list[re.Match], n: int) -> bool:
    """ "my son jayden": the one before the kin word says whose."""
    return n > 1 and words[n - 2][0].casefold() in ("my", "our", "his", "her", "their")


def _capital(word: str) -> bool:
    """A capital, but not a whole word of them: people shout in capitals."""
    return word[0].isupper() and not (len(word) > 1 and word.isupper())


def _starts(text: str, words: list[re.Match], n: int) -> bool:
    """Whether a sentence or a line starts here."""
    if n == 0:
        return True
    between = text[words[n - 1].end() : words[n].start()]
    if words[n - 1][0].casefold() in _TITLES and between.strip() in (".", ""):
        return False
    return bool(re.search(r"[.!?:\n\"“]", between))


def _signature(text: str, word: re.Match) -> bool:
    """Whether the word stands in a line of one to three capitalized words and nothing else."""
    start = text.rfind("\n", 0, word.start()) + 1
    end = text.find("\n", word.end())
    line = text[start : end if end >= 0 else len(text)].strip().rstrip(",")
    return bool(re.fullmatch(r"(?:[A-Z][\w'’.-]+ ?){1,3}", line)) and start > 0
