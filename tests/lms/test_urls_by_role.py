"""Who gets what at every address of ours: no one sees what is not theirs, and looking changes nothing.

The table is in `tests/addresses.py`. A new address needs a row there, or the first test here fails.
"""

import functools
from typing import NamedTuple

import pytest
from django.db import connection
from django.urls import URLPattern, get_resolver, reverse

from tests.addresses import INCLUDES, PEOPLE, PRIVATE, ROWS

OURS = ("lms", "certificates", "compliance", "scenarios", "courses", "goals", "people", "outbox", "safe")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# Each shows whoever opens it their own things: what is asked of them, their letters, their people and views of them.
OWN = {
    "mine",
    "letters",
    "calendar_new",
    "calendar_end",
    "calendar",
    "stop",
    "my_people",
    "my_people_csv",
    "views",
    "new_view",
}
# A session is opened, read and closed on any page; it is nobody's record. Nor is Wagtail's note of who edits what now.
MAY_BE_WRITTEN = ("django_session", "wagtailadmin_editingsession")


def walk(resolver, prefix="", space=""):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, ":".join(filter(None, [space, pattern.name])), pattern.callback
        else:
            yield from walk(pattern, route, ":".join(filter(None, [space, pattern.namespace])))


def is_ours(route, callback) -> bool:
    """Not part of an include by others, or written by us all the same."""
    view = getattr(callback, "view_class", callback)
    return not route.startswith(tuple(INCLUDES)) or view.__module__.partition(".")[0] in OURS


def address(name, facts) -> str:
    row = ROWS[name]
    return reverse(name, args=[getattr(facts, fact) for fact in row.args]) + row.query


def writes_of(act):
    """What was written to the database while `act` ran, and what it returned."""
    seen = []

    def listen(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(WRITES) and not any(table in sql for table in MAY_BE_WRITTEN):
            seen.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        return act(), seen


class Visit(NamedTuple):
    status: int
    shows_private: bool
    written: list[str]


@pytest.fixture(scope="module")
def visit(facts, browsers):
    """`visit("plan", "lena")`: what she gets at that address, opened once for all the tests here."""

    @functools.cache
    def look(name, person):
        answer, written = writes_of(lambda: browsers[person].get(address(name, facts)))
        body = answer.getvalue() if answer.streaming else answer.content
        return Visit(answer.status_code, PRIVATE.encode() in body, written)

    return look


def test_every_address_of_ours_has_a_row():
    names = {name or route for route, name, callback in walk(get_resolver()) if is_ours(route, callback)}
    assert names - set(ROWS) == set()


def test_no_row_is_left_of_an_address_that_is_gone():
    names = {name for route, name, callback in walk(get_resolver()) if is_ours(route, callback)}
    assert set(ROWS) - names == set()


def test_every_include_by_others_has_a_row():
    includes = {
        str(pattern.pattern)
        for pattern in get_resolver().url_patterns
        if not isinstance(pattern, URLPattern) and getattr(pattern.urlconf_name, "__name__", "").startswith("wagtail")
    }
    assert includes == set(INCLUDES)


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if not row.post])
def test_each_person_gets_what_is_theirs(name, visit):
    assert {person: visit(name, person).status for person in PEOPLE} == ROWS[name].expected


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.post])
def test_a_verb_is_refused_to_whom_it_is_not_given(name, facts, browsers):
    where, expected = address(name, facts), ROWS[name].expected
    refused = {person: status for person, status in expected.items() if status != 200}
    got, written = writes_of(lambda: {person: browsers[person].post(where).status_code for person in refused})
    assert (got, written) == (refused, [])


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.post])
def test_a_verb_is_not_done_by_following_a_link(name, facts, browsers):
    person = next(person for person, status in ROWS[name].expected.items() if status == 200)
    answer, written = writes_of(lambda: browsers[person].get(address(name, facts)))
    assert (answer.status_code, written) == (405, [])


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if not row.post])
def test_looking_writes_nothing(name, visit):
    assert [line for person in PEOPLE for line in visit(name, person).written] == []


@pytest.mark.parametrize("include", INCLUDES)
def test_an_include_by_others_is_opened_by_whom_it_is_for(include, facts, browsers):
    where, expected = INCLUDES[include]
    where = getattr(facts, where, where)
    assert {person: browsers[person].get(where).status_code for person in PEOPLE} == expected


@pytest.mark.parametrize("person", [person for person in PEOPLE if person != "ana"])
def test_what_ana_wrote_for_herself_is_on_nobody_elses_page(person, visit):
    assert [name for name, row in ROWS.items() if not row.post and visit(name, person).shows_private] == []


def test_ana_finds_her_own_words(visit):
    assert [visit(name, "ana").shows_private for name in ("scenarios:play", "courses:survey")] == [True, True]


@pytest.mark.parametrize("person", ["stranger", "dario"])
def test_a_key_that_was_guessed_right_opens_nothing(person, visit):
    own = [name for name, row in ROWS.items() if row.expected == {**row.expected, "stranger": 302, "dario": 404}]
    got = {visit(name, person).status for name in own if not ROWS[name].post}
    assert got == ({302} if person == "stranger" else {404})


@pytest.mark.parametrize("name", [n for n in ROWS if n.startswith("compliance:") and n.partition(":")[2] not in OWN])
def test_a_supervisor_of_another_unit_finds_none_of_it(name, facts, browsers):
    """Mei leads the enrollment center. A new page is walked here unless it is named as one of everybody's own."""
    ask = browsers["mei"].post if ROWS[name].post else browsers["mei"].get
    assert ask(address(name, facts)).status_code == 404


@pytest.mark.parametrize("name", ["compliance:my_people", "compliance:my_people_csv"])
def test_among_her_own_people_no_one_of_another_unit_stands(name, facts, browsers):
    answer = browsers["mei"].get(address(name, facts))
    shown = (answer.getvalue() if answer.streaming else answer.content).decode()
    assert [("Kimani" in shown), ("Delgado" in shown), (facts.number in shown)] == [True, False, False]


def test_a_view_that_human_resources_shares_is_no_supervisors(facts, browsers):
    shown = {who: browsers[who].get("/compliance/views/").content.decode() for who in ("helen", "mei")}
    assert {who: str(facts.saved_view) in page for who, page in shown.items()} == {"helen": True, "mei": False}
