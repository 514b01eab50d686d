"""The page for authors is true: its example has no fault, its table has every rule with its grade."""

import re
from pathlib import Path

from ruamel.yaml import YAML

from courses.packages.faults import Sheet
from courses.release import context
from scenarios import channels, feelings
from scenarios.lint import RULES, lint
from scenarios.lint.known import ACTS, CHANNELS, FEELINGS, STEP_CHANNELS
from scenarios.lint.words import TOKEN
from scenarios.package import check

PAGE = (Path(__file__).resolve().parents[3] / "docs/features/scenario-file.md").read_text()
EXAMPLE = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]


def test_the_example_has_no_finding():
    assert lint(YAML(typ="safe").load(EXAMPLE)) == []


def test_the_example_is_a_file_that_loads():
    sheet = Sheet("example.yaml")
    check(YAML().load(EXAMPLE), sheet)
    assert sheet.faults == []


def test_the_table_has_every_rule_with_its_grade():
    assert dict(re.findall(r"^\| `([a-z-]+)` \| (error|warning|note) \|", PAGE, re.MULTILINE)) == {
        rule.slug: rule.severity for rule in RULES.values()
    }


def test_every_name_that_a_file_may_use_is_on_the_page():
    named = set(re.findall(r"[a-z_]+", PAGE))
    assert {*CHANNELS, *ACTS, *FEELINGS} <= named


def test_what_the_linter_knows_is_what_pages_can_show():
    assert list(CHANNELS) == list(channels.CHANNELS)
    assert set(STEP_CHANNELS) == {*channels.CHANNELS, *channels.ASIDES}
    assert list(ACTS) == list(channels.ACTS)
    assert list(FEELINGS) == list(feelings.FEELINGS)
    assert TOKEN.pattern == context.TOKEN.pattern
