"""An address of a database that cannot be used is said in a sentence, and an empty one is none."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from lms.database import SENTENCE, database_from

FOLDER = Path("/kept/here")


@pytest.mark.parametrize("url", ["", "  "])
def test_an_empty_address_is_the_database_in_the_folder(url):
    found = database_from(url, FOLDER)
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", "/kept/here/third-ring.sqlite3")


def test_a_server_is_asked_whether_a_kept_connection_still_lives():
    found = database_from("postgres://clerk:secret@db.example:5432/ring", FOLDER, keep_seconds=30)
    assert (found["ENGINE"], found["HOST"], found["PORT"], found["NAME"], found["CONN_MAX_AGE"]) == (
        "django.db.backends.postgresql",
        "db.example",
        5432,
        "ring",
        30,
    )
    assert found["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://a:secret@b/c", "oracle://a:secret@b/c", "postgres://a:secret@b:port/c", "://"]
)
def test_an_address_that_cannot_be_used_is_said_without_its_password(url, recwarn):
    with pytest.raises(ImproperlyConfigured) as said:
        database_from(url, FOLDER)
    assert (str(said.value), [str(warned.message) for warned in recwarn]) == (SENTENCE, [])
