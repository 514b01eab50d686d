"""The order of the rooms holds, and would be missed: each contract is broken once in a copy, and the checker tells."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ["lms", "certificates", "compliance", "scenarios", "courses", "goals", "people", "outbox", "safe"]
CHECKER = Path(sys.executable).with_name("lint-imports")

ORDER = "A lower room never imports a higher one"
# One break for each contract: the file that gets the line, the line, the name of the contract that must fail.
BREAKS = {
    "people imports lms": ("people/permissions.py", "import lms.navigation", "A lower room never imports a higher one"),
    "courses imports scenarios": (
        "courses/path.py",
        "import scenarios.models",
        "A lower room never imports a higher one",
    ),
    "siblings import each other": (
        "scenarios/script/playing.py",
        "import compliance",
        "A lower room never imports a higher one",
    ),
    "a decision imports Django": (
        "courses/completion.py",
        "import django.utils.timezone",
        "Decisions are plain Python",
    ),
    "bleach elsewhere": ("people/forms.py", "import bleach", "bleach stands behind sanitize()"),
}
# Where people keep their files: such a path would work on one machine alone.
OWN_PATH = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/[\w.-]+")
READ = {".py", ".html", ".css", ".js", ".md", ".toml", ".yaml", ".yml", ".csv", ".txt", ".sh", ""}


def rooms_in(folder: Path) -> Path:
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=lambda _at, names: [n for n in names if not kept(n)])
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def kept(name: str) -> bool:
    return name.endswith(".py") or ("." not in name and name != "__pycache__")


def check_imports(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run([CHECKER, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_every_room_keeps_to_its_contracts():
    told = check_imports(ROOT)
    assert told.returncode == 0, told.stdout


def test_the_copy_in_which_contracts_are_broken_is_whole(tmp_path):
    told = check_imports(rooms_in(tmp_path))
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_contract_is_named(tmp_path, name):
    file, line, contract = BREAKS[name]
    broken = rooms_in(tmp_path) / file
    broken.write_text(f"{broken.read_text()}\n{line}\n")
    told = check_imports(tmp_path)
    assert (told.returncode != 0, f"{contract} BROKEN" in told.stdout) == (True, True), told.stdout + told.stderr


def test_no_migration_is_missing(db, capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_no_migration_was_named_by_the_machine():
    named = [path.stem for room in ROOMS for path in (ROOT / room).glob("migrations/0*.py")]
    assert [name for name in named if re.search(r"_auto_\d|_\d{8}_\d{4}|_and_more$", name)] == []


def test_no_file_names_the_place_where_it_was_written():
    found = []
    for path in tracked():
        if path.suffix in READ and path != Path(__file__):
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{path.relative_to(ROOT)}: {hit}" for hit in OWN_PATH.findall(text)]
    assert found == []


def test_no_file_is_longer_than_a_reader_can_hold():
    long = {
        str(path.relative_to(ROOT)): count
        for path in tracked()
        if path.suffix == ".py" and "migrations" not in path.parts
        if (count := len(path.read_text().splitlines())) > 400
    }
    assert long == {}
