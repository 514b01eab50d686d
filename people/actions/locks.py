"""Whoever changes someone's record locks the person first, then what hangs on them: invitations, jobs, roles.

`no_key`: rows that refer to the person (who gave this role, whose answer is this) are written without waiting.
"""

from people.models import Person


def lock_person(pk: int) -> Person:
    return Person.objects.select_for_update(no_key=True).get(pk=pk)


def lock_everyone() -> None:
    """One after another by number, so that two who do it at once wait and do not meet crosswise."""
    list(Person.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
