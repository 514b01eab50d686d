"""A scenario file of a course package: checked with the line of every fault, then filled into a page.

Types first, since the rules about sense (`lint`) may then rely on them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from courses.packages.blocks import Findings, check_image
from courses.packages.faults import Sheet, line_of
from courses.packages.markdown import as_edited, check_markdown, to_html
from courses.packages.registry import Kind, register_kind
from courses.release.course import EVERYONE
from courses.shelf import ensure_course_index
from scenarios import blocks
from scenarios.lint import lint
from scenarios.lint.known import CHANNELS
from scenarios.pages import ScenarioIndexPage, ScenarioPage
from scenarios.shape import check_shape
from scenarios.shown import CRITERIA

PERSONA = ("name", "address_as", "relation", "mood", "temper")


def check(data: Mapping[str, Any], sheet: Sheet, folder: Path | None = None) -> None:
    """Every fault of the file goes to the sheet; nothing is changed. Without a folder no picture is looked for."""
    before = len(sheet.faults)
    check_types(data, sheet, folder)
    if len(sheet.faults) > before:
        return
    for finding in lint(data):
        if finding.severity == "error":
            container, key = place_in(data, finding.path)
            sheet.fault(finding.message, container, key)


def check_types(data: Mapping[str, Any], sheet: Sheet, folder: Path | None = None) -> None:
    """Keys and types alone, and that the pictures are there: what the rules about sense rely on."""
    check_shape(data, sheet)
    for row in data.get("media") or () if isinstance(data.get("media"), list) else ():
        if folder and isinstance(row, Mapping) and row.get("kind") == "image":
            check_image(row, sheet, Findings(folder, set()))
    sheet.typed(data, "minutes", int, required=True)
    sheet.one_of(data, "channel", CHANNELS, required=True)
    _debrief(data, sheet)


def _debrief(data, sheet: Sheet) -> None:
    text = data.get("debrief")
    if not isinstance(text, str):
        return
    for link in check_markdown(text, sheet, line_of(data, "debrief") + 1):
        sheet.fault(
            _("“%(slug)s”: name a lesson in words here; a debrief links to no activity.") % {"slug": link.target},
            line=link.line,
        )


def place_in(data, path) -> tuple[Any, Any]:
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


def fill(page: Any, data: Mapping[str, Any], loading: Any = None) -> None:
    """Set the page's fields from checked data; nothing is saved. `loading` makes pictures of the package's files."""
    persona, weights = data.get("persona") or {}, data.get("weights") or {}
    for name in ("summary", "subject", "opening", "situation", "start"):
        setattr(page, name, str(data.get(name) or "").strip())
    page.channel, page.minutes, page.clock = data["channel"], data["minutes"], data.get("clock") or 0
    page.jobs, page.feelings = list(data.get("jobs") or ()), list(data.get("feelings") or ())
    for name in PERSONA:
        setattr(page, f"persona_{name}", persona.get(name) or (0 if name == "temper" else ""))
    for name in CRITERIA:
        setattr(page, f"weight_{name}", weights.get(name, 0) if weights else getattr(ScenarioPage(), f"weight_{name}"))
    page.stakes = blocks.joined((data.get("empathy") or {}).get("stakes"))
    page.debrief = as_edited(to_html(str(data.get("debrief") or "")))  # a release sanitizes it
    for field, (name, kind) in ROWS.items():
        _stream(page, field, [(kind, row) for row in data.get(name) or ()])
    _stream(page, "steps", [(str(row.get("kind") or "reply"), row) for row in data.get("steps") or ()])
    _stream(page, "media", [("medium", row) for row in data.get("media") or ()], loading)
    parts = data.get("parts") or {}
    _stream(page, "parts", [("part", {**(parts[name] or {}), "part": name}) for name in parts])
    descriptors = data.get("descriptors") or {}
    rows = [
        ("descriptor", {"criterion": name, **{f"level_{n}": text for n, text in levels.items()}})
        for name, levels in descriptors.items()
    ]
    _stream(page, "descriptors", rows)
    fit = {name: list((data.get("fit") or {}).get(name) or []) for name in EVERYONE}
    rows_of_fit: Any = [("fit", fit)] if any(fit.values()) else []
    page.fit = rows_of_fit


# Of each field of the page: the key in a file, and the block of a row.
ROWS = {
    "asks": ("asks", "ask"), "facts": ("facts", "fact"), "must_not": ("must_not", "must_not"),
    "gates": ("gates", "gate"), "anchors": ("anchors", "anchor"), "others": ("others", "person"),
    "endings": ("endings", "ending"), "form_fields": ("form", "field"),
}  # fmt: skip


def _stream(page: ScenarioPage, field: str, rows, loading=None) -> None:
    known = page._meta.get_field(field).stream_block.child_blocks
    made = []
    for kind, row in rows:
        value = known[kind].fill(row)
        if loading and row.get("file"):
            value["image"] = loading.image(row["file"], row.get("alt") or "")
        made.append((kind, known[kind].to_python(value)))
    setattr(page, field, made)


def parent() -> ScenarioIndexPage:
    """The shelf of conversations, made beside the courses when it is missing."""
    found = ScenarioIndexPage.objects.first()
    if found:
        return found
    shelf = ScenarioIndexPage(title=_("Practice conversations"), slug="practice-conversations")
    return ensure_course_index().get_parent().add_child(instance=shelf)


def register() -> None:
    register_kind("scenario", Kind(page_class=ScenarioPage, check=check, fill=fill, parent=parent))
