"""What the database refuses in this room: versions that editions quote and scores rest on."""

from django.apps import AppConfig

from safe.triggers import guard


class GoalsConfig(AppConfig):
    name = "goals"
    verbose_name = "Goals and standards"

    def ready(self) -> None:
        guard("goals.RubricVersion", advice="Write a new version: scores keep the one they were given by.")
        guard("goals.StandardVersion", advice="Write a new version: editions keep the one they quote.")
