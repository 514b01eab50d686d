"""When the database ends one of two that met, the page says so and what to do, and the log still has the error."""

import sqlite3

import psycopg.errors
import pytest
from django.db import IntegrityError, OperationalError

from lms.views.errors import broken
from tests.courses.factories import course_of, lesson_version

pytestmark = pytest.mark.django_db


def busy():
    """What SQLite itself says to the second of two who want to write."""
    first, second = (sqlite3.connect("file:busy?mode=memory&cache=shared", uri=True, timeout=0) for _ in range(2))
    first.execute("BEGIN IMMEDIATE")
    try:
        second.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return error
    finally:
        first.close(), second.close()


def taken():
    """What SQLite says to the second of two who make the same unique row."""
    with sqlite3.connect(":memory:") as one:
        one.execute("CREATE TABLE t (x UNIQUE)")
        one.execute("INSERT INTO t VALUES (1)")
        try:
            one.execute("INSERT INTO t VALUES (1)")
        except sqlite3.IntegrityError as error:
            return error


@pytest.fixture
def join(client, ana, monkeypatch):
    """Ana joins a course, and the database answers with this error."""
    course = course_of(lesson_version())
    client.force_login(ana)
    client.raise_request_exception = False

    def post(error, cause):
        def meet(**_kwargs):
            raise error("in the way") from cause

        monkeypatch.setattr("courses.views.catalog.enroll", meet)
        return client.post(f"/courses/{course.slug}/join/")

    return post


@pytest.mark.parametrize(
    "error, cause",
    [
        (OperationalError, psycopg.errors.DeadlockDetected()),
        (OperationalError, psycopg.errors.SerializationFailure()),
        (OperationalError, psycopg.errors.LockNotAvailable()),
        (IntegrityError, psycopg.errors.UniqueViolation()),
        (OperationalError, busy()),
        (IntegrityError, taken()),
    ],
    ids=lambda one: getattr(one, "__name__", type(one).__name__),
)
def test_who_met_someone_is_told_to_load_the_page_again(join, error, cause, caplog):
    answer = join(error, cause)
    assert (answer.status_code, answer["Retry-After"]) == (503, "1")
    assert "Two things happened at once" in answer.content.decode()
    assert [record.exc_info[0] for record in caplog.records if record.name == "django.request"] == [error]


@pytest.mark.parametrize(
    "error, cause",
    [
        (OperationalError, psycopg.errors.AdminShutdown()),
        (IntegrityError, psycopg.errors.CheckViolation()),
        (ValueError, psycopg.errors.DeadlockDetected()),
        (OperationalError, None),
    ],
)
def test_any_other_error_stays_what_it_is(join, error, cause):
    answer = join(error, cause)
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_the_page_asks_the_database_nothing(rf, django_assert_num_queries):
    try:
        raise OperationalError("in the way") from psycopg.errors.DeadlockDetected()
    except OperationalError:
        with django_assert_num_queries(0):
            assert broken(rf.get("/")).status_code == 503
