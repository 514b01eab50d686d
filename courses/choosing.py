"""Which people HR means: a unit and those below it, a job family, or a pasted list of numbers, addresses or names."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.plain_text import plain
from people.models import Job, JobFamily, Person, Unit
from people.tree import below

MOST_LINES = 2000


@dataclass(frozen=True)
class Chosen:
    """The people found, and a sentence for each line that named nobody."""

    people: list[Person]
    problems: list[str]


def people_of_unit(unit: Unit, on: dt.date) -> Chosen:
    """Everyone with a job today in this unit or in one below it."""
    return _holding(on, unit__in=below({unit.pk}))


def people_of_family(family: JobFamily, on: dt.date) -> Chosen:
    return _holding(on, family=family)


def people_of_lines(text: str, on: dt.date) -> Chosen:
    """One person a line: employee number, e-mail address, "Ana Delgado" or "Delgado, Ana"."""
    lines = [line.strip() for line in plain(text).replace(";", "\n").split("\n") if line.strip()]
    known: dict[str, list[Person]] = {}
    for person in Person.objects.employed(on).order_by("pk"):
        for name in _names(person):
            known.setdefault(name, []).append(person)
    people, problems = {}, []
    for line in lines[:MOST_LINES]:
        found = known.get(_folded(line), [])
        if len(found) == 1:
            people[found[0].pk] = found[0]
        elif found:
            problems.append(
                _("“%(line)s” is the name of %(n)s people. Use the employee number.") % {"line": line, "n": len(found)}
            )
        else:
            problems.append(
                _("“%(line)s”: nobody with this number, address or name works here today.") % {"line": line[:80]}
            )
    if len(lines) > MOST_LINES:
        problems.append(
            ngettext(
                "%(n)s line more than can be read at once was left out.",
                "%(n)s lines more than can be read at once were left out.",
                len(lines) - MOST_LINES,
            )
            % {"n": len(lines) - MOST_LINES}
        )
    return Chosen(_sorted(people.values()), problems)


def _holding(on: dt.date, **where) -> Chosen:
    jobs = Job.objects.held(on).filter(**where)
    return Chosen(_sorted(Person.objects.employed(on).filter(jobs__in=jobs).distinct()), [])


def _names(person: Person) -> set[str]:
    first, last = person.first_name, person.last_name
    names = {person.username, person.email or "", f"{first} {last}", f"{last}, {first}"}
    return {_folded(name) for name in names if name.strip(" ,")}


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace(",", " , ").split())


def _sorted(people) -> list[Person]:
    return sorted(people, key=lambda person: (person.last_name, person.first_name, person.username))
