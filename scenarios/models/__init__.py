from scenarios.models.activity import ScenarioActivity
from scenarios.models.admission import Admission, Calibration, CalibrationScore
from scenarios.models.comment import SavedComment
from scenarios.models.dispute import Dispute
from scenarios.models.marking import NEW_EYES, MarkingSlot, MarkingTask, Score
from scenarios.models.move import Move
from scenarios.models.rescore import Kept, Rescore, Skipped, Yes

# Pages last: they name the records above.
from scenarios.pages import ScenarioIndexPage, ScenarioPage  # isort: skip

__all__ = [
    "NEW_EYES",
    "Admission",
    "Calibration",
    "CalibrationScore",
    "Dispute",
    "Kept",
    "MarkingSlot",
    "MarkingTask",
    "Move",
    "Rescore",
    "SavedComment",
    "ScenarioActivity",
    "ScenarioIndexPage",
    "ScenarioPage",
    "Score",
    "Skipped",
    "Yes",
]
