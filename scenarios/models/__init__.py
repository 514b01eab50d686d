from scenarios.models.activity import ScenarioActivity
from scenarios.models.marking import MarkingSlot, MarkingTask, Score
from scenarios.models.move import Move

__all__ = ["MarkingSlot", "MarkingTask", "Move", "ScenarioActivity", "Score"]
