"""Practice conversations as plain Python: read a script, play the moves that were made, decide what one more does.

`play` reads stored results and never scores; `outcome` is asked once, when a move is made, and its answer is stored.
"""

from .conditions import HOTTEST, MAIN, When
from .outcome import NotAMove, kept, outcome
from .playing import MOST_MOVES, play
from .reading import read_script
from .shuffling import shown_order
from .standing import Marks, Standing, counting_replies, standing
from .state import Made, State, Turn
from .steps import (
    KINDS,
    BrokenScript,
    ChoiceStep,
    ConsultStep,
    Edge,
    Ending,
    Line,
    MatchStep,
    OrderStep,
    Person,
    ReplyStep,
    Script,
    Step,
)
from .story import Beat, Story, story

__all__ = [
    "HOTTEST", "KINDS", "MAIN", "MOST_MOVES", "Beat", "BrokenScript", "ChoiceStep", "ConsultStep", "Edge", "Ending",
    "Line", "Made", "Marks", "MatchStep", "NotAMove", "OrderStep", "Person", "ReplyStep", "Script", "Standing", "State",
    "Step", "Story", "Turn", "When", "counting_replies", "kept", "outcome", "play", "read_script", "shown_order",
    "standing", "story",
]  # fmt: skip
