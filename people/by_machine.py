"""Rows about a person that only our own worker wrote, as the rooms above say: a rule found them, something is asked.

Someone of whom there is nothing else was not met yet, so a wrong roster may still be undone. `people` never learns the
names of those rooms.
"""

from django.db.models import Model, Q, QuerySet

_said: dict[type[Model], Q] = {}


def by_machine(model: type[Model], rows: Q) -> None:
    """A room above says which rows of a table of its own the worker writes without anyone's deed."""
    _said[model] = rows


def split(model: type[Model], rows: QuerySet) -> tuple[QuerySet, QuerySet]:
    """Of these rows those behind which somebody stands, and those of the worker alone."""
    alone = _said.get(model)
    return (rows.exclude(alone), rows.filter(alone)) if alone else (rows, rows.none())
