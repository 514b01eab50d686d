"""A part's blocks, ready for their templates: checks with what was chosen, reflections with their draft."""

from collections.abc import Mapping

from courses.models import Attempt
from courses.quiz import option_states

OTHER = "courses/player/block.html"  # a kind of block that this release of the site does not know


def shown_blocks(part: Mapping, attempt: Attempt, checks: Mapping[str, list[str]], drafts: Mapping) -> list[dict]:
    """Each block with its `templates`; the ones that every reader sees alike come from `courses/blocks/`."""
    return [_shown(block, attempt, checks, drafts) for block in part["blocks"]]


def reflection_place(attempt: Attempt, block_id: str) -> str:
    return f"attempt:{attempt.key}:{block_id}"


def find_check(attempt: Attempt, n: int, block_id: str) -> dict | None:
    blocks = attempt.version.definition["parts"][n - 1]["blocks"]
    return next((block for block in blocks if block["type"] == "check" and block["id"] == block_id), None)


def _shown(block: dict, attempt: Attempt, checks, drafts) -> dict:
    if block["type"] == "check":
        return {
            **block,
            "templates": ["courses/player/check.html"],
            **_check(block["question"], checks.get(block["id"])),
        }
    if block["type"] == "reflection":
        place = reflection_place(attempt, block["id"])
        return {**block, "templates": ["courses/player/reflection.html"], "place": place, "draft": drafts.get(place)}
    return {**block, "templates": [f"courses/blocks/{block['type']}.html", OTHER]}


def _check(question: Mapping, chosen: list[str] | None) -> dict:
    """The options with their state once something was chosen. A single choice keeps its answer for the next try."""
    options = question["options"]
    states = option_states(options, chosen or []) if chosen else {}
    single = question["kind"] == "single"
    if single:
        states = {key: state for key, state in states.items() if state != "add"}
    shown = [
        {
            **option,
            "checked": option["id"] in (chosen or []),
            "state": states.get(option["id"], ""),
            "why": option.get("rationale", "") if states.get(option["id"]) else "",
        }
        for option in options
    ]
    found = sum(state == "right" for state in states.values())
    return {
        "options": shown,
        "answered": bool(chosen),
        "found": found,
        "to_find": 1 if single else sum(bool(option.get("right")) for option in options),
        "all_right": bool(chosen) and not {"again", "add"} & {option["state"] for option in shown},
    }
