"""A person's record as plain data, and back: what a trace keeps. Dates are ISO text, so that JSON gives the same."""

import datetime as dt
from collections.abc import Iterable

from django.db import models

from people.models import Job, Person, RoleGrant

FIELDS = ("first_name", "last_name", "email", "hired_on", "left_on", "merged_into_id")


def records_of(people: Iterable[int] | None = None) -> dict[str, dict]:
    """By employee number: the person, and their jobs and roles by id. Everyone, or these. Three queries."""
    persons, jobs, grants = Person.objects.order_by(), Job.objects.order_by("pk"), RoleGrant.objects.order_by("pk")
    if people is not None:
        ids = list(people)
        persons, jobs, grants = (rows.filter(**{key: ids}) for rows, key in _narrowed(persons, jobs, grants))
    records: dict[str, dict] = {}
    by_id: dict[int, dict] = {}
    for person in persons:
        record = {"id": person.pk, **{name: _plain(getattr(person, name)) for name in FIELDS}, "jobs": {}, "roles": {}}
        records[person.username] = by_id[person.pk] = record
    for row in jobs:
        by_id[row.person_id]["jobs"][str(row.pk)] = plain_row(row)
    for grant in grants:
        by_id[grant.person_id]["roles"][str(grant.pk)] = plain_row(grant)
    return records


def plain_row(row: models.Model) -> dict:
    return {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}


def row_of(model: type[models.Model], plain: dict):
    """The row that `plain_row` was made of, not yet saved."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in plain.items() if name in fields})


def _narrowed(persons, jobs, grants):
    return (persons, "pk__in"), (jobs, "person__in"), (grants, "person__in")


def _plain(value):
    return value.isoformat() if isinstance(value, dt.date) else value
