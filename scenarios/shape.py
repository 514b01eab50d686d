"""The shape of a scenario file: which keys stand where, and of which type. Every fault is told with its line."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.packages.faults import Sheet
from courses.release.course import EVERYONE

Check = Callable[[Any, Any, Sheet], None]


def plain(kind: type) -> Check:
    def check(data, key, sheet: Sheet) -> None:
        sheet.typed(data, key, kind)

    return check


def texts(data, key, sheet: Sheet) -> None:
    sheet.texts(data, key)


def names(data, key, sheet: Sheet) -> None:
    """A key, or a list of them."""
    if not isinstance(data[key], str):
        sheet.texts(data, key)


def numbers(data, key, sheet: Sheet) -> None:
    """A group of names, a whole number each."""
    row = sheet.typed(data, key, dict, default={})
    for name in row:
        sheet.typed(row, name, int)


def shift(data, key, sheet: Sheet) -> None:
    """How much someone warms or cools: a number, or one for each person."""
    if isinstance(data[key], Mapping):
        numbers(data, key, sheet)
    else:
        sheet.typed(data, key, int)


def span(data, key, sheet: Sheet) -> None:
    """A range of temper, or one temper."""
    if isinstance(data[key], int) and not isinstance(data[key], bool):
        return
    for n, each in enumerate(sheet.typed(data, key, list, default=[])):
        if not isinstance(each, int) or isinstance(each, bool):
            sheet.fault(_("“%(key)s” takes two whole numbers, such as [0, 1].") % {"key": key}, data[key], n)


def order(data, key, sheet: Sheet) -> None:
    """Whom to call, in order: each a text, or a list of names for one."""
    for n, each in enumerate(sheet.typed(data, key, list, default=[])):
        if not isinstance(each, (str, list)):
            sheet.fault(_("Entry %(n)d of “%(key)s” must be text.") % {"n": n + 1, "key": key}, data[key], n)


def group(shape: Mapping[str, Check]) -> Check:
    def check(data, key, sheet: Sheet) -> None:
        row = sheet.typed(data, key, dict)
        if row is not None:
            each_of(row, shape, sheet)

    return check


def groups(shape: Mapping[str, Check]) -> Check:
    """Names of the author's, each with a group of keys."""

    def check(data, key, sheet: Sheet) -> None:
        named = sheet.typed(data, key, dict, default={})
        for name in named:
            row = sheet.typed(named, name, dict)
            if row is not None:
                each_of(row, shape, sheet)

    return check


def words_by_level(data, key, sheet: Sheet) -> None:
    named = sheet.typed(data, key, dict, default={})
    for name in named:
        row = sheet.typed(named, name, dict, default={})
        for level in row:
            sheet.typed(row, level, str)


def rows(shape: Mapping[str, Check], or_text: bool = False) -> Check:
    def check(data, key, sheet: Sheet) -> None:
        for n, row in enumerate(sheet.typed(data, key, list, default=[])):
            if isinstance(row, Mapping):
                each_of(row, shape, sheet)
            elif not (or_text and isinstance(row, str)):
                told = _("Entry %(n)d of “%(name)s” must be a group of keys.") % {"n": n + 1, "name": key}
                sheet.fault(told, data[key], n)

    return check


def text_or_rows(shape: Mapping[str, Check]) -> Check:
    """One text, or a list of texts and groups."""
    listed = rows(shape, or_text=True)

    def check(data, key, sheet: Sheet) -> None:
        if not isinstance(data[key], str):
            listed(data, key, sheet)

    return check


def each_of(row: Mapping, shape: Mapping[str, Check], sheet: Sheet) -> None:
    """Tell the keys that are not known here, and check those that are."""
    sheet.known(row, shape)
    for key, check in shape.items():
        if row.get(key) is not None:
            check(row, key, sheet)


TEXT, NUMBER, YES_NO = plain(str), plain(int), plain(bool)
WHEN = {
    "temper": span, "who": TEXT, "given": names, "missing": names, "passed": names, "not_passed": names,
    "chose": names, "not_chose": names,
}  # fmt: skip
LINES = text_or_rows({"who": TEXT, "text": TEXT, "when": group(WHEN)})
NEXT = text_or_rows({"to": TEXT, "when": group(WHEN), "at_most": NUMBER})
PERSON = {"name": TEXT, "address_as": TEXT, "relation": TEXT, "mood": TEXT, "temper": NUMBER}
EFFECT = {"temper": shift, "levels": numbers, "gives": texts, "reveals": texts, "note": TEXT}
STEP = {
    "key": TEXT, "kind": TEXT, "who": TEXT, "says": LINES, "scene": TEXT, "prompt": TEXT, "criteria": texts,
    "next": NEXT, "channel": TEXT, "shows": TEXT,
    "options": rows({"key": TEXT, "text": TEXT, "act": TEXT, **EFFECT, "breaks": texts, "to": TEXT}),
    "facts": texts, "parts": texts, "gates": texts, "min_words": NUMBER, "max_words": NUMBER,
    "items": rows({"key": TEXT, "text": TEXT, "out": YES_NO, "to": TEXT, "note": TEXT}),
    "gate": TEXT, "slack": NUMBER, "targets": rows({"key": TEXT, "text": TEXT}), "enough": NUMBER,
    "most": NUMBER,
}  # fmt: skip
CONSULT_ASKS = rows({"key": TEXT, "whom": TEXT, "text": TEXT, "answer": TEXT, **EFFECT, "useful": YES_NO})
# The keys that only some kinds of step have, besides those of every kind.
OF_KIND = {
    "choice": ("options",),
    "reply": ("facts", "asks", "parts", "gates", "min_words", "max_words"),
    "order": ("items", "gate", "slack"),
    "match": ("items", "targets", "enough", "gate"),
    "consult": ("asks", "most"),
}
EVERY_KIND = ("key", "kind", "who", "says", "scene", "prompt", "criteria", "next", "channel", "shows")


def steps(data, key, sheet: Sheet) -> None:
    """Each step with the keys of its kind; `asks` are questions of the scenario for a reply, people to ask else."""
    for n, row in enumerate(sheet.typed(data, key, list, default=[])):
        if not isinstance(row, Mapping):
            told = _("Entry %(n)d of “%(name)s” must be a group of keys.") % {"n": n + 1, "name": key}
            sheet.fault(told, data[key], n)
            continue
        kind = str(row.get("kind") or "reply")
        asks = texts if kind == "reply" else CONSULT_ASKS
        own = [*EVERY_KIND, *OF_KIND.get(kind, STEP)]
        each_of(row, {name: asks if name == "asks" else STEP[name] for name in own}, sheet)


FILE: dict[str, Check] = {
    "schema": NUMBER, "kind": TEXT, "uuid": TEXT, "slug": TEXT, "title": TEXT, "summary": TEXT, "channel": TEXT,
    "minutes": NUMBER, "fit": group(dict.fromkeys(EVERYONE, texts)), "jobs": texts, "feelings": texts, "clock": NUMBER,
    "start": TEXT, "persona": group(PERSON),
    "others": rows({"key": TEXT, **PERSON, "channel": TEXT, "opening": TEXT}),
    "subject": TEXT, "form": rows({"label": TEXT, "value": TEXT}), "opening": TEXT, "situation": TEXT, "shows": TEXT,
    "asks": rows({"key": TEXT, "text": TEXT, "facts": texts}),
    "facts": rows({"key": TEXT, "text": TEXT, "required": YES_NO, "hidden": YES_NO, "accepted": texts,
                   "contradicts": texts, "missing": TEXT}),
    "parts": groups({"missing": TEXT, "accepted": texts}),
    "must_not": rows({"key": TEXT, "phrases": texts, "why": TEXT, "instead": TEXT}),
    "gates": rows({"key": TEXT, "kind": TEXT, "text": TEXT, "phrases": texts, "order": order, "trigger": YES_NO,
                   "remedy": TEXT}),
    "empathy": group({"stakes": texts}), "weights": numbers, "descriptors": words_by_level,
    "anchors": rows({"name": TEXT, "step": TEXT, "levels": numbers, "gates": plain(dict), "text": TEXT,
                     "comment": TEXT, "overrule": TEXT}),
    "steps": steps,
    "endings": rows({"key": TEXT, "title": TEXT, "good": YES_NO, "says": LINES, "scene": TEXT, "text": TEXT,
                     "shows": TEXT}),
    "media": rows({"key": TEXT, "kind": TEXT, "file": TEXT, "url": TEXT, "title": TEXT, "minutes": NUMBER,
                   "alt": TEXT, "transcript": TEXT, "caption": TEXT}),
    "debrief": TEXT,
}  # fmt: skip


def check_shape(data: Mapping[str, Any], sheet: Sheet) -> None:
    """Tell every key that is not known and every value of the wrong type."""
    each_of(data, FILE, sheet)
