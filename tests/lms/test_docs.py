"""What the documentation names exists: files, commands, addresses, settings. A renamed file fails here first."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted(ROOT.glob("docs/**/*.md")),
    *sorted(ROOT.glob("*/README.md")),
    ROOT / "templates" / "parts" / "README.md",
]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
ROOMS = [path.parent for path in ROOT.glob("*/apps.py")]
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
MAKE = re.compile(r"\bmake ([a-z]+)\b")
MANAGE = re.compile(r"\bmanage\.py ([a-z_]+)")
FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
KNOWN_ENDINGS = (".py", ".html", ".css", ".js", ".md", ".toml", ".lock", ".yaml", ".csv")
# Where a page's short names start: beside it, at the top, among the templates and the static files.
BASES = ("", "templates", "templates/parts", "lms/static", "lms/static/js")
# Named as things to come, or as what a person makes in a folder of their own.
TO_COME = {"var/", "VAR_DIR/secret_key", "VAR_DIR/mail", "cadence.py", "course.yaml"}


def text_of(name: str) -> str:
    return (ROOT / name).read_text()


def spans(name: str) -> list[str]:
    return CODE.findall(FENCE.sub("", text_of(name)))


def commands(name: str) -> str:
    """What a reader could type: code and fenced blocks."""
    return "\n".join([*FENCE.findall(text_of(name)), *spans(name)])


def looks_like_a_file(span: str) -> bool:
    if not FILE.fullmatch(span) or span.startswith("."):
        return span in (".venv", ".ci/run")
    return span.endswith(KNOWN_ENDINGS) or (span.endswith("/") and "/" in span)


def exists(span: str, beside: Path) -> bool:
    """A name alone (`course.py`, `handlers.py`) is that of a file in some room: the line around it says which."""
    if "/" not in span and span.endswith(".py"):
        return any(next(room.rglob(span), None) for room in ROOMS)
    return any((place / span).exists() for place in (beside, *(ROOT / base for base in BASES)))


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name):
    here = (ROOT / name).parent
    inside = [
        target
        for target in LINK.findall(CODE.sub("", text_of(name)))
        if "://" not in target and not target.startswith("#")
    ]
    assert [target for target in inside if not (here / target.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("name", NAMES)
def test_files_that_are_named_exist(name):
    here = (ROOT / name).parent
    files = [span for span in spans(name) if looks_like_a_file(span) and span not in TO_COME]
    assert [span for span in files if not exists(span, here)] == []


@pytest.mark.parametrize("name", NAMES)
def test_commands_that_are_named_exist(name):
    goals = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    unknown = {f"make {goal}" for goal in MAKE.findall(commands(name))} - {f"make {goal}" for goal in goals}
    unknown |= {f"manage.py {command}" for command in MANAGE.findall(commands(name)) if command not in get_commands()}
    assert unknown == set()


@pytest.mark.parametrize("name", NAMES)
def test_addresses_that_are_named_lead_to_a_page(name):
    lost = []
    for span in spans(name):
        address = span.removeprefix("GET ").removeprefix("POST ")
        if re.fullmatch(r"/[\w/-]*", address):
            try:
                resolve(address)
            except Resolver404:
                lost.append(address)
    assert lost == []


def test_every_setting_from_the_environment_is_explained():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "lms" / "settings.py").read_text()))
    told = set(re.findall(r"`([A-Z_]+)`", text_of("docs/settings.md")))
    assert read - told == set()


def test_no_setting_is_explained_that_nothing_reads():
    told = set(re.findall(r"^\| `([A-Z_]+)`", text_of("docs/settings.md"), re.M))
    source = (ROOT / "lms" / "settings.py").read_text()
    assert [name for name in sorted(told) if f'"{name}"' not in source] == []


def test_every_room_has_a_readme():
    assert [room.name for room in ROOMS if not (room / "README.md").exists()] == []
