"""A rule of an audience in plain words, for the page that composes it and for the answer to "why her?"."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from compliance.audience import (
    ALL,
    ANY,
    EVERYONE,
    EXCEPT,
    FAMILY,
    HIRED,
    LEVEL,
    STARTED,
    SUPERVISOR,
    UNIT,
    Clause,
    read_audience,
)  # fmt: skip
from compliance.rule import Refused
from people.models import JobFamily, Level, Person, Unit


def words_of(definition) -> str:
    """One sentence. Names that are no longer on record are said as they were written."""
    return words_of_all([definition])[0]


def words_of_all(definitions) -> list[str]:
    """The sentences of many rules, for as many queries as of one."""
    rules = [read_audience(each) for each in definitions]
    names = names_of(Clause(ANY, parts=tuple(rules)))
    return [_sentence(rule, names) for rule in rules]


def _sentence(rule: Clause, names) -> str:
    if rule.kind == EVERYONE:
        return _("Everyone with a job in the district.")
    if rule.kind == HIRED:
        return _("Everyone with a job who was hired %(days)s.") % {"days": _days(rule)}
    if rule.kind == ALL and rule.parts[0].kind == EVERYONE:
        return _("Everyone with a job in the district, %(rule)s.") % {
            "rule": say(Clause(ALL, parts=rule.parts[1:]), names)
        }
    return _("Everyone with a job that is %(rule)s.") % {"rule": say(rule, names)}


def must_be_known(rule: Clause) -> None:
    """A unit, family, level or person that is not on record matches nobody: a slip of the pen, so it is refused."""
    names = names_of(rule)
    for kind, value in _named(rule):
        if (kind, value) not in names:
            told = {
                FAMILY: _("There is no job family “%(value)s”. Choose one of the list."),
                LEVEL: _("There is no level “%(value)s”. Choose one of the list."),
                UNIT: _("There is no unit “%(value)s”. Choose one of the list."),
                SUPERVISOR: _("Nobody here has the employee number “%(value)s”."),
            }
            raise Refused(kind, told[kind] % {"value": value})


def names_of(rule: Clause) -> dict[tuple[str, str], str]:
    """What the slugs and numbers in a rule are called. At most three queries."""
    asked: dict[str, set[str]] = {}
    for kind, value in _named(rule):
        asked.setdefault(kind, set()).add(value)
    names = {(LEVEL, value): str(label) for value, label in Level.choices}
    if FAMILY in asked:
        found = JobFamily.objects.filter(slug__in=asked[FAMILY]).values_list("slug", "name")
        names |= {(FAMILY, slug): name for slug, name in found}
    if UNIT in asked:
        names |= {(UNIT, u.slug): u.name for u in Unit.objects.filter(slug__in=asked[UNIT])}
    if SUPERVISOR in asked:
        names |= {(SUPERVISOR, p.username): str(p) for p in Person.objects.filter(username__in=asked[SUPERVISOR])}
    return names


def say(rule: Clause, names) -> str:
    if rule.kind == EVERYONE:
        return _("any job in the district")
    if rule.kind in (ALL, ANY):
        told = [f"({say(part, names)})" if part.kind in (ALL, ANY) else say(part, names) for part in rule.parts]
        return _join(told, _(", and ") if rule.kind == ALL else _(", or "))
    if rule.kind == EXCEPT:
        return _("not one that is %(rule)s") % {"rule": say(rule.parts[0], names)}
    if rule.kind == HIRED:
        return _("held by someone hired %(days)s") % {"days": _days(rule)}
    if rule.kind == STARTED:
        return _("begun %(days)s") % {"days": _days(rule)}
    values = _join([names.get((rule.kind, value), value) for value in rule.values], _(" or "))
    if rule.kind == UNIT:
        return (_("at %(units)s itself") if rule.only else _("at %(units)s or below")) % {"units": values}
    said = {FAMILY: _("in %(values)s"), LEVEL: _("at the level %(values)s"), SUPERVISOR: _("supervised by %(values)s")}
    return said[rule.kind] % {"values": values}


def _days(rule: Clause) -> str:
    first = date_format(rule.first, "F j, Y") if rule.first else ""
    last = date_format(rule.last, "F j, Y") if rule.last else ""
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": first, "last": last}
    return _("on or after %(first)s") % {"first": first} if first else _("on or before %(last)s") % {"last": last}


def _named(rule: Clause) -> Iterable[tuple[str, str]]:
    for part in rule.parts:
        yield from _named(part)
    if rule.kind in (FAMILY, LEVEL, UNIT, SUPERVISOR):
        for value in rule.values:
            yield rule.kind, value


def _join(parts: list[str], between: str) -> str:
    return between.join(parts)
