"""The first-day bus as an author would write it, and tasks made from it."""

from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from scenarios.scoring import Task
from tests.read_once import content

BUS = Path(__file__).with_name("first_day_bus.yaml")


@lru_cache
def _parsed() -> dict[str, Any]:
    return YAML(typ="safe").load(BUS)


@lru_cache
def content_definitions() -> dict[str, dict[str, Any]]:
    """The project's own scenarios, read once for all tests that only look at them."""
    return {data["slug"]: data for data in content().values() if data.get("kind") == "scenario"}


def bus_definition(**changes: Any) -> dict[str, Any]:
    """The scenario as a released definition, with some of its keys changed."""
    return {**deepcopy(_parsed()), **changes}


def bus_task(**changes: Any) -> Task:
    """The bus task without its samples, so that samples themselves can be looked at."""
    return Task.from_definition(bus_definition(**changes), "reply").without_samples()


def anchor(name: str) -> str:
    """The text of a sample reply of the bus scenario."""
    return next(a["text"] for a in _parsed()["anchors"] if a["name"] == name)


SOLID = (
    "Mr. James, thank you for holding. I am sorry that you called twice and no one picked up. Dispatch has your bus on "
    "the radio: it is due at 7:40. She will not be marked tardy. I will call you by 11:00 at 555-0119 about tomorrow."
)
