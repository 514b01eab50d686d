"""The `:::` blocks of a lesson: what each must hold, and the StreamField value it becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from courses.packages.faults import Sheet, line_of
from courses.packages.lesson_file import Raw, inner
from courses.packages.markdown import Link, check_markdown
from courses.packages.reading import inside


@dataclass
class Findings:
    """What a check learns on the way and the package looks at later: links to follow, standards, pictures."""

    folder: Path
    standards: set[str]
    links: list[tuple[str, Link]] = field(default_factory=list)


def check_block(raw: Raw, sheet: Sheet, findings: Findings) -> None:
    if raw.kind == "part":
        if not raw.data:
            sheet.fault("A part has no heading.", line=raw.line)
    elif raw.kind == "text":
        _markdown(str(raw.data), sheet, raw.line, findings)
    elif raw.kind not in KINDS:
        sheet.fault(f"There is no block “{raw.kind}”. Known: {', '.join(sorted(KINDS))}.", line=raw.line)
    else:
        inside_block = inner(sheet, raw.line)
        if not isinstance(raw.data, Mapping):
            sheet.fault(f"The block “{raw.kind}” must be keys and values.", line=raw.line)
            return
        inside_block.known(raw.data, KINDS[raw.kind].keys)
        for key in KINDS[raw.kind].required:
            inside_block.typed(raw.data, key, str, required=True)
        for key in set(KINDS[raw.kind].keys) - set(KINDS[raw.kind].required) - OTHER_TYPES:
            inside_block.typed(raw.data, key, str)
        KINDS[raw.kind].check(raw.data, inside_block, findings)


def check_options(data: Mapping, kind: str, sheet: Sheet) -> None:
    """`options`: two or more of {text, right, why}; one right, or one and more when several may be chosen."""
    options = sheet.typed(data, "options", list, required=True, default=[])
    right = 0
    for n, option in enumerate(options):
        if not isinstance(option, Mapping):
            sheet.fault("An answer must be a group of keys: text, right, why.", options, n)
            continue
        sheet.known(option, ["text", "right", "why"])
        sheet.typed(option, "text", str, required=True)
        sheet.typed(option, "why", str)
        right += bool(sheet.typed(option, "right", bool, default=False))
    if options and len(options) < 2:
        sheet.fault("A question needs two answers or more.", data, "options")
    if options and not right:
        sheet.fault("No answer is marked as right.", data, "options")
    if kind == "single" and right > 1:
        sheet.fault("Several answers are right, but the kind is single.", data, "options")


def options_value(options) -> list[dict]:
    return [
        {
            "type": "option",
            "value": {
                "text": each["text"].strip(),
                "right": bool(each.get("right")),
                "rationale": (each.get("why") or "").strip(),
            },
        }
        for each in options
    ]


def _markdown(text: str, sheet: Sheet, line: int, findings: Findings) -> None:
    findings.links += [(sheet.file, link) for link in check_markdown(text, sheet, line)]


def _check_text(data, sheet: Sheet, findings: Findings, key: str = "text") -> None:
    if isinstance(data.get(key), str):
        literal = "\n" in data[key]  # the text of "text: |" starts on the next line
        _markdown(data[key], sheet, line_of(data, key) + literal, findings)


def _check_callout(data, sheet, findings) -> None:
    sheet.one_of(data, "tone", ["note", "care"])
    _check_text(data, sheet, findings)


def _check_standard(data, sheet, findings) -> None:
    slug = data.get("slug")
    if isinstance(slug, str) and slug not in findings.standards:
        sheet.fault(f"There is no standard “{slug}”. Known: {', '.join(sorted(findings.standards))}.", data, "slug")


def _check_check(data, sheet, findings) -> None:
    sheet.one_of(data, "kind", ["single", "multiple"], required=True)
    check_options(data, data.get("kind"), sheet)


def check_image(data, sheet, findings) -> None:
    name = data.get("file")
    if not isinstance(name, str):
        return
    path = inside(findings.folder, name)
    if path is None:
        sheet.fault(f"“{name}” leads outside the package.", data, "file")
    elif not path.is_file():
        sheet.fault(f"“{name}” is not in the package.", data, "file")
    else:
        try:
            with Image.open(path) as picture:
                picture.verify()
        except (OSError, SyntaxError, Image.DecompressionBombError):
            sheet.fault(f"“{name}” is not a picture that can be read.", data, "file")


def _check_video(data, sheet, findings) -> None:
    sheet.typed(data, "minutes", int)
    if isinstance(data.get("url"), str) and not data["url"].startswith(("https://", "http://")):
        sheet.fault("The address of a video starts with https://.", data, "url")
    _check_text(data, sheet, findings, "transcript")


def _nothing(data, sheet, findings) -> None:
    """The types of its keys say all there is to say."""


def _plain(data, *keys) -> dict:
    return {key: (data.get(key) or "").strip() for key in keys}


@dataclass(frozen=True)
class BlockKind:
    keys: list[str]
    required: list[str]
    check: Callable
    value: Callable  # (data, loading) -> the value of the StreamField block


OTHER_TYPES = {"options", "minutes", "kind", "tone"}
KINDS = {
    "callout": BlockKind(["tone", "title", "text"], ["title", "text"], _check_callout, lambda data, loading: {
        "tone": data.get("tone") or "note", **_plain(data, "title"), "text": loading.html(data["text"]),
    }),
    "standard": BlockKind(["slug"], ["slug"], _check_standard, lambda data, loading: {
        "standard": loading.standards[data["slug"]],
    }),
    "example": BlockKind(["situation", "instead", "try", "why"], ["instead", "try"], _nothing, lambda data, loading: {
        **_plain(data, "situation", "instead", "why"), "try_": data["try"].strip(),
    }),
    "story": BlockKind(["title", "text", "source"], ["text"],
        lambda data, sheet, findings: _check_text(data, sheet, findings),
        lambda data, loading: {**_plain(data, "title", "source"), "text": loading.html(data["text"])},
    ),
    "job_aid": BlockKind(["title", "text"], ["title", "text"],
        lambda data, sheet, findings: _check_text(data, sheet, findings),
        lambda data, loading: {**_plain(data, "title"), "text": loading.html(data["text"])},
    ),
    "check": BlockKind(["kind", "prompt", "options"], ["prompt"], _check_check, lambda data, loading: {
        "kind": data["kind"], **_plain(data, "prompt"), "options": options_value(data["options"]),
    }),
    "reflection": BlockKind(["prompt", "hint"], ["prompt"], _nothing, lambda data, loading: {
        **_plain(data, "prompt", "hint"),
    }),
    "image": BlockKind(["file", "alt", "caption"], ["file", "alt"], check_image, lambda data, loading: {
        "image": loading.image(data["file"], data["alt"]), **_plain(data, "alt", "caption"),
    }),
    "video": BlockKind(["url", "title", "minutes", "transcript"], ["url", "title", "transcript"], _check_video,
        lambda data, loading: {
            **_plain(data, "url", "title"),
            "minutes": data.get("minutes") or 1,
            "transcript": loading.html(data["transcript"]),
        },
    ),
}  # fmt: skip


def block_value(raw: Raw, loading) -> dict:
    if raw.kind == "part":
        return {"title": raw.data}
    if raw.kind == "text":
        return {"text": loading.html(raw.data)}
    return KINDS[raw.kind].value(raw.data, loading)
