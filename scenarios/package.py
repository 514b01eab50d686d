"""A scenario file of a course package: checked with the line of every fault, then filled into a page.

Types first, since the rules about sense (`checks`) may then rely on them.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.packages.faults import Sheet, line_of
from courses.packages.markdown import as_edited, check_markdown, to_html
from courses.packages.registry import Kind, register_kind
from courses.release.course import EVERYONE
from courses.shelf import ensure_course_index
from scenarios import blocks
from scenarios.checks import check_definition
from scenarios.pages import ScenarioIndexPage, ScenarioPage
from scenarios.shown import CHANNELS, CRITERIA

KEYS = (
    "schema", "kind", "uuid", "slug", "title", "summary", "channel", "minutes", "fit", "persona", "subject", "opening",
    "situation", "asks", "facts", "parts", "must_not", "gates", "empathy", "weights", "descriptors", "anchors",
    "steps", "debrief",
)  # fmt: skip
PERSONA = {"name": str, "address_as": str, "relation": str, "mood": str, "temper": int}
# Of each list: the keys of a row and their types; the plural ones are lists of text.
ROWS: dict[str, dict[str, type]] = {
    "asks": {"key": str, "text": str, "facts": list},
    "facts": {"key": str, "text": str, "required": bool, "accepted": list, "contradicts": list, "missing": str},
    "must_not": {"key": str, "phrases": list, "why": str, "instead": str},
    "gates": {"key": str, "kind": str, "text": str, "phrases": list, "order": list, "trigger": bool, "remedy": str},
    "anchors": {"name": str, "levels": dict, "gates": dict, "text": str, "comment": str},
    "steps": {"key": str, "kind": str, "prompt": str, "criteria": list},
}


def check(data: Mapping[str, Any], sheet: Sheet) -> None:
    """Every fault of the file goes to the sheet; nothing is changed."""
    before = len(sheet.faults)
    sheet.known(data, KEYS)
    for name in ("summary", "opening", "situation", "subject", "debrief"):
        sheet.typed(data, name, str)
    sheet.typed(data, "minutes", int, required=True)
    sheet.one_of(data, "channel", tuple(CHANNELS), required=True)
    _mapping(data, "persona", PERSONA, sheet)
    _mapping(data, "empathy", {"stakes": list}, sheet)
    _mapping(data, "fit", dict.fromkeys(EVERYONE, list), sheet)
    for name in ("parts", "weights", "descriptors"):
        sheet.typed(data, name, dict)
    for name, shape in ROWS.items():
        _rows(data, name, shape, sheet)
    _numbers(data, sheet)
    _groups(data, sheet)
    _debrief(data, sheet)
    if len(sheet.faults) > before:
        return
    for finding in check_definition(data):
        if finding.severity == "error":
            container, key = _found(data, finding.path)
            sheet.fault(finding.message, container, key)


def _debrief(data, sheet: Sheet) -> None:
    text = data.get("debrief")
    if not isinstance(text, str):
        return
    for link in check_markdown(text, sheet, line_of(data, "debrief") + 1):
        sheet.fault(
            _("“%(slug)s”: name a lesson in words here; a debrief links to no activity.") % {"slug": link.target},
            line=link.line,
        )


def _mapping(data, name: str, shape: Mapping[str, type], sheet: Sheet) -> None:
    row = sheet.typed(data, name, dict)
    if row is not None:
        sheet.known(row, shape)
        for key, kind in shape.items():
            sheet.texts(row, key) if kind is list else sheet.typed(row, key, kind)


def _rows(data, name: str, shape: Mapping[str, type], sheet: Sheet) -> None:
    rows = sheet.typed(data, name, list, default=[])
    for n, row in enumerate(rows):
        if not isinstance(row, Mapping):
            sheet.fault(_("Entry %(n)d of “%(name)s” must be a group of keys.") % {"n": n + 1, "name": name}, rows, n)
            continue
        sheet.known(row, shape)
        for key, kind in shape.items():
            sheet.texts(row, key) if kind is list else sheet.typed(row, key, kind)


def _numbers(data, sheet: Sheet) -> None:
    weights = data.get("weights")
    for name in weights if isinstance(weights, Mapping) else ():
        sheet.typed(weights, name, int)
    anchors = data.get("anchors")
    for row in anchors if isinstance(anchors, list) else ():
        levels = row.get("levels") if isinstance(row, Mapping) else None
        for name in levels if isinstance(levels, Mapping) else ():
            sheet.typed(levels, name, int)


def _groups(data, sheet: Sheet) -> None:
    """Parts, and the words of each level of a criterion."""
    for name in ("parts", "descriptors"):
        group = data.get(name)
        for key in group if isinstance(group, Mapping) else ():
            row = sheet.typed(group, key, dict, default={})
            for inner in row:
                if name == "descriptors" or inner == "missing":
                    sheet.typed(row, inner, str)


def _found(data, path) -> tuple[Any, Any]:
    """The innermost container that the file has on this path, and the key in it."""
    container, key = data, path[0]
    for step in path[1:]:
        try:
            inner = container[key]
        except (KeyError, IndexError, TypeError):
            break
        if not isinstance(inner, (Mapping, list)):
            break
        container, key = inner, step
    has = key in container if isinstance(container, Mapping) else isinstance(key, int) and key < len(container)
    return container, key if has else None


def fill(page: Any, data: Mapping[str, Any]) -> None:
    """Set the page's fields from checked data; nothing is saved."""
    persona, weights = data.get("persona") or {}, data.get("weights") or {}
    for name in ("summary", "subject", "opening", "situation"):
        setattr(page, name, str(data.get(name) or "").strip())
    page.channel, page.minutes = data["channel"], data["minutes"]
    for name in PERSONA:
        setattr(page, f"persona_{name}", persona.get(name) or (0 if name == "temper" else ""))
    for name in CRITERIA:
        setattr(page, f"weight_{name}", weights.get(name, 0) if weights else getattr(ScenarioPage(), f"weight_{name}"))
    page.stakes = blocks.joined((data.get("empathy") or {}).get("stakes"))
    page.debrief = as_edited(to_html(str(data.get("debrief") or "")))  # a release sanitizes it
    _stream(page, "asks", "ask", data.get("asks"))
    _stream(page, "facts", "fact", data.get("facts"))
    _stream(page, "must_not", "must_not", data.get("must_not"))
    _stream(page, "gates", "gate", data.get("gates"))
    _stream(page, "anchors", "anchor", data.get("anchors"))
    _stream(page, "steps", "reply", data.get("steps"))
    parts = data.get("parts") or {}
    _stream(page, "parts", "part", [{**(parts[name] or {}), "part": name} for name in parts])
    descriptors = data.get("descriptors") or {}
    rows = [
        {"criterion": name, **{f"level_{n}": text for n, text in levels.items()}}
        for name, levels in descriptors.items()
    ]
    _stream(page, "descriptors", "descriptor", rows)
    fit = {name: list((data.get("fit") or {}).get(name) or []) for name in EVERYONE}
    rows_of_fit: Any = [("fit", fit)] if any(fit.values()) else []
    page.fit = rows_of_fit


def _stream(page: ScenarioPage, field: str, kind: str, rows) -> None:
    block = page._meta.get_field(field).stream_block.child_blocks[kind]
    setattr(page, field, [(kind, block.to_python(block.fill(row))) for row in rows or ()])


def parent() -> ScenarioIndexPage:
    """The shelf of conversations, made beside the courses when it is missing."""
    found = ScenarioIndexPage.objects.first()
    if found:
        return found
    shelf = ScenarioIndexPage(title=_("Practice conversations"), slug="practice-conversations")
    return ensure_course_index().get_parent().add_child(instance=shelf)


def register() -> None:
    register_kind("scenario", Kind(page_class=ScenarioPage, check=check, fill=fill, parent=parent))
