"""What a trainer fills in for a scenario, in plain words.

Each block says how it stands in a definition (`release`) and how it is filled from a file (`fill`).
"""

from scenarios.blocks.base import RowBlock, joined, lines, released_when
from scenarios.blocks.sheet import AnchorBlock, AskBlock, DescriptorBlock, FactBlock, GateBlock, MustNotBlock, PartBlock
from scenarios.blocks.steps import STEPS
from scenarios.blocks.talk import EndingBlock, FormFieldBlock, MediumBlock, PersonBlock

__all__ = [
    "STEPS", "AnchorBlock", "AskBlock", "DescriptorBlock", "EndingBlock", "FactBlock", "FormFieldBlock", "GateBlock",
    "MediumBlock", "MustNotBlock", "PartBlock", "PersonBlock", "RowBlock", "joined", "lines", "released_when",
]  # fmt: skip
