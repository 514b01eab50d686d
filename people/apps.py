"""The room as Django knows it. Nothing starts with it: roles and letters follow by the outbox."""

from django.apps import AppConfig

from safe.triggers import guard


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "People"

    def ready(self) -> None:
        guard("people.DistrictChange", advice="It is history.")
        guard("people.Trace", advice="It is how a load or a merge is undone.")
