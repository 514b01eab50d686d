"""What starts with this room: its kind of file in course packages, and what the database refuses."""

from importlib import import_module

from django.apps import AppConfig

from people.known import know
from safe.triggers import guard


class ScenariosConfig(AppConfig):
    name = "scenarios"
    verbose_name = "Practice conversations"

    def ready(self) -> None:
        import_module("scenarios.package").register()  # needs the models, which are loaded only now
        know("named_outsider", lambda: import_module("scenarios.admissions").named_outsider())
        guard("scenarios.Score", advice="A score stands as it was sent; an adjudication is a row of its own.")
        # Practice is the learner's own: those rows go when the learner deletes them or after 180 days.
        guard(
            "scenarios.Move",
            advice="What was written in an assessed conversation stays; a new version is a new row.",
            when="(SELECT mode FROM courses_attempt WHERE courses_attempt.id = OLD.attempt_id) = 'assessed'",
        )
        guard("scenarios.Dispute", advice="What a learner asked for stays; the answer is the score of its task.")
        guard("scenarios.Admission", advice="Add a row: the newest one counts.")
        guard("scenarios.CalibrationScore", advice="A calibration is not corrected; begin another one.")
        guard("scenarios.Rescore", advice="Earlier changes stay on record.")
        guard("scenarios.Skipped", advice="Why a reply was left out stays on record.")
        guard("scenarios.Kept", advice="It was decided by a person and stays on record.")
        guard("scenarios.Yes", advice="A yes was given by a person and stays on record.")
