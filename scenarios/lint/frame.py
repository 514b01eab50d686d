"""Who calls or writes, and the keys that everything else is named by."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from scenarios.script.conditions import COOLEST, HOTTEST, MAIN

from .findings import Finding, Path, found
from .known import CHANNELS, FEELINGS, WITH_SUBJECT
from .rows import Row, group, keys, rows, text, texts, whole
from .words import KEY

# What `private_words.remove` leaves of a real message, such as [name 1].
LEFT_OPEN = re.compile(r"\[[a-z]+ \d+\]")


def check_frame(d: Row) -> Iterator[Finding]:
    persona = group(d, "persona")
    if not text(persona, "name"):
        yield found("missing-text", ("persona", "name"), "The persona has no name.")
    yield from _temper(persona, ("persona", "temper"))
    if not text(d, "opening"):
        yield found("missing-text", ("opening",), "The persona says nothing. Write their own words.")
    if left := LEFT_OPEN.search(text(d, "opening")):
        said = f"“{left[0]}” still stands in what the persona says."
        yield found("missing-text", ("opening",), said, mend="Put an invented name or number in its place.")
    if not text(d, "situation"):
        yield found(
            "missing-text", ("situation",), "The situation is missing: who the learner is, and what has happened."
        )
    if d.get("channel") not in CHANNELS:
        yield found("unknown-kind", ("channel",), f"The channel must be one of {', '.join(CHANNELS)}.")
    if d.get("channel") in WITH_SUBJECT and not text(d, "subject"):
        what = {"email": "An e-mail", "web_form": "A web form", "ticket": "A ticket"}[str(d["channel"])]
        yield found("missing-text", ("subject",), f"{what} needs a subject.")
    for n, row in rows(d, "form"):
        if not text(row, "label") or not text(row, "value"):
            yield found("missing-text", ("form", n), f"Field {n + 1} of the form needs a label and what was filled in.")
    for n, feeling in enumerate(texts(d, "feelings")):
        if feeling not in FEELINGS:
            yield found(
                "unknown-kind", ("feelings", n), f"“{feeling}” is no feeling known here: {', '.join(FEELINGS)}."
            )
    if whole(d, "clock") < 0:
        yield found("out-of-range", ("clock",), "The clock is a number of seconds, or 0 for none.")
    yield from _others(d)


def _temper(row: Row, path: Path) -> Iterator[Finding]:
    if not COOLEST <= whole(row, "temper") <= HOTTEST:
        yield found("out-of-range", path, "Temper goes from 0 (calm) to 4 (furious).")


def _others(d: Row) -> Iterator[Finding]:
    for n, row in rows(d, "others"):
        if not text(row, "name"):
            yield found("missing-text", ("others", n, "name"), f"Person {n + 2} has no name.")
        if text(row, "key") == MAIN:
            said = "The key “main” belongs to the person who calls or writes first."
            yield found("key-form", ("others", n, "key"), said)
        if text(row, "channel") and row["channel"] not in CHANNELS:
            said = f"The channel must be one of {', '.join(CHANNELS)}."
            yield found("unknown-kind", ("others", n, "channel"), said)
        yield from _temper(row, ("others", n, "temper"))


# --- keys --------------------------------------------------------------------------------------------------------
def check_keys(d: Row) -> Iterator[Finding]:
    for name in ("asks", "facts", "must_not", "gates", "others", "media"):
        yield from _keys(d, name, (), ())
    yield from _keys(d, "steps", (), ())
    yield from _keys(d, "endings", (), keys(d, "steps"))
    for n, step in rows(d, "steps"):
        for name in ("options", "items", "targets", "asks"):
            if step.get(name) and not all(isinstance(each, str) for each in step[name]):
                yield from _keys(step, name, ("steps", n), ())


def _keys(data: Row, name: str, path: Path, taken: tuple[str, ...]) -> Iterator[Finding]:
    counts = Counter([*keys(data, name), *taken])
    before = set(taken)
    for n, row in rows(data, name):
        key, here = text(row, "key"), (*path, name, n, "key")
        if not KEY.fullmatch(key):
            yield found(
                "key-form", here, "Give it a short key of small letters, digits and hyphens, such as call-back."
            )
        elif counts[key] > 1 and key in before:
            yield found("key-form", here, f"The key “{key}” is used twice.")
        before.add(key)


# --- names -------------------------------------------------------------------------------------------------------
def check_names(d: Row) -> Iterator[Finding]:
    """People, gates, facts, pictures and options that are named and are not there."""
    yield from _Names(d).check()


class _Names:
    def __init__(self, d: Row):
        self.d = d
        self.facts, self.gates = set(keys(d, "facts")), set(keys(d, "gates"))
        self.asks, self.media = set(keys(d, "asks")), set(keys(d, "media"))
        self.people = {MAIN, *keys(d, "others")}
        self.chosen = {
            f"{text(step, 'key')}/{text(option, 'key')}"
            for _n, step in rows(d, "steps")
            for name in ("options", "asks")
            for _m, option in rows(step, name)
        }

    def check(self) -> Iterator[Finding]:
        for n, ask in rows(self.d, "asks"):
            yield from self._facts(ask, "facts", ("asks", n))
        yield from self._medium(self.d, ())
        for name in ("steps", "endings"):
            for n, row in rows(self.d, name):
                yield from self._spoken(row, (name, n))
        for n, step in rows(self.d, "steps"):
            yield from self._step(step, ("steps", n))

    def _step(self, step: Row, path: Path) -> Iterator[Finding]:
        yield from self._who(step, path)
        if text(step, "kind") in ("", "reply"):
            yield from self._facts(step, "facts", path)
            yield from self._listed(step, "gates", self.gates, "gate", path)
            yield from self._listed(step, "asks", self.asks, "question", path)
        if text(step, "gate") and text(step, "gate") not in self.gates:
            yield self._nothing((*path, "gate"), "gate", text(step, "gate"))
        for name in ("options", "asks"):
            for n, row in rows(step, name):
                here = (*path, name, n)
                if text(row, "unread"):
                    yield found("unread", here, text(row, "unread"))
                yield from self._facts(row, "gives", here)
                yield from self._facts(row, "reveals", here)
                yield from self._listed(row, "breaks", self.gates, "gate", here)
                for who in group(row, "temper"):
                    if who not in self.people:
                        yield self._nothing((*here, "temper"), "person", str(who))
        for n, way in rows(step, "next"):
            yield from self._when(way, (*path, "next", n))
            if way.get("at_most") is not None and whole(way, "at_most") < 1:
                said = "“at_most” says how often this way may be taken: 1 or more."
                yield found("out-of-range", (*path, "next", n, "at_most"), said)

    def _spoken(self, row: Row, path: Path) -> Iterator[Finding]:
        yield from self._medium(row, path)
        for n, line in rows(row, "says"):
            yield from self._who(line, (*path, "says", n))
            yield from self._when(line, (*path, "says", n))

    def _when(self, row: Row, path: Path) -> Iterator[Finding]:
        when, here = group(row, "when"), (*path, "when")
        if text(when, "unread"):
            yield found("unread", here, text(when, "unread"))
        yield from self._who(when, here)
        for name in ("given", "missing"):
            yield from self._facts(when, name, here)
        for name in ("passed", "not_passed"):
            yield from self._listed(when, name, self.gates, "gate", here)
        for name in ("chose", "not_chose"):
            yield from self._listed(when, name, self.chosen, "option", here)
        span: Any = when.get("temper")
        if span is None:
            return
        span = [span, span] if isinstance(span, int) else span
        fits = isinstance(span, (list, tuple)) and len(span) == 2 and all(isinstance(each, int) for each in span)
        if not fits or not COOLEST <= span[0] <= span[1] <= HOTTEST:
            said = "“temper” in a condition takes two numbers from 0 to 4, the lower one first, such as [0, 1]."
            yield found("out-of-range", (*here, "temper"), said)

    def _facts(self, row: Row, name: str, path: Path) -> Iterator[Finding]:
        for key in texts(row, name):
            if key not in self.facts:
                yield found("fact-not-on-sheet", (*path, name), f"There is no fact with the key “{key}”.")

    def _listed(self, row: Row, name: str, known: set[str], what: str, path: Path) -> Iterator[Finding]:
        for key in texts(row, name):
            if key not in known:
                yield self._nothing((*path, name), what, key)

    def _who(self, row: Row, path: Path) -> Iterator[Finding]:
        if text(row, "who") and text(row, "who") not in self.people:
            yield self._nothing((*path, "who"), "person", text(row, "who"))

    def _medium(self, row: Row, path: Path) -> Iterator[Finding]:
        if text(row, "shows") and text(row, "shows") not in self.media:
            yield self._nothing((*path, "shows"), "picture or recording", text(row, "shows"))

    @staticmethod
    def _nothing(path: Path, what: str, key: str) -> Finding:
        return found("names-nothing", path, f"There is no {what} with the key “{key}”.")
