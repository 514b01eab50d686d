"""The project's own sample replies with the levels their authors gave them: what the cut-points are set by."""

from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True)
class Anchor:
    """One sample reply."""

    scenario: str
    text: str
    levels: dict[str, int]


def sample_replies(folder: Path) -> list[Anchor]:
    """All sample replies in scenario files under a folder, in the order of their paths."""
    out = []
    for path in sorted(folder.rglob("*.yaml")):
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        for row in data.get("anchors") or () if isinstance(data, dict) else ():
            if row.get("text") and row.get("levels"):
                out.append(Anchor(path.stem, row["text"], dict(row["levels"])))
    return out
