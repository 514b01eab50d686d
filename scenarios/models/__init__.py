from scenarios.models.activity import ScenarioActivity
from scenarios.models.marking import MarkingSlot, MarkingTask, Score
from scenarios.models.move import Move

# Pages last: they name the records above.
from scenarios.pages import ScenarioIndexPage, ScenarioPage  # isort: skip

__all__ = [
    "MarkingSlot",
    "MarkingTask",
    "Move",
    "ScenarioActivity",
    "ScenarioIndexPage",
    "ScenarioPage",
    "Score",
]
