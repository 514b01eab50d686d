"""A text that comes back has the version number that it had: what counts for it is then not "from a number on"."""

import itertools

import pytest

from courses.outline import outline_item
from tests.courses.studio.factories import published_course, release, rewrite

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = "First.", "Second.", "Third."


@pytest.fixture
def course():
    return published_course()


def counted(course, *steps):
    """Which of the versions 1 to 3 count after these releases of one lesson: (text, meaning)."""
    for text, meaning in steps:
        rewrite("Hold well", text)
        edition = release(course, meaning)
    return [n for n in (1, 2, 3) if outline_item(edition.items.first()).accepts(n)]


@pytest.mark.parametrize(
    ("steps", "versions"),
    [
        ([(FIRST, ""), (SECOND, "correction"), (FIRST, "cosmetic")], [1, 2, 3]),
        ([(FIRST, ""), (SECOND, "correction"), (FIRST, "correction")], [1, 3]),
        ([(FIRST, ""), (SECOND, "cosmetic"), (FIRST, "correction")], [1, 3]),
        ([(FIRST, ""), (SECOND, "correction"), (FIRST, "correction"), (THIRD, "cosmetic")], [1, 3]),
        ([(FIRST, ""), (SECOND, "correction"), (FIRST, "cosmetic"), (THIRD, "cosmetic")], [1, 2, 3]),
        ([(FIRST, ""), (SECOND, "correction"), (FIRST, "cosmetic"), (THIRD, "correction")], [3]),
    ],
)
def test_a_text_that_came_back_counts_and_what_it_corrects_does_not(steps, versions, course):
    assert counted(course, *steps) == versions


@pytest.mark.parametrize("meanings", list(itertools.product(["cosmetic", "correction", "top_up", "retake"], repeat=2)))
def test_the_text_that_is_shown_always_counts(meanings, course):
    for text, meaning in zip([FIRST, SECOND, FIRST], ["", *meanings], strict=True):
        rewrite("Hold well", text)
        row = release(course, meaning).items.select_related("version").first()
        assert outline_item(row).accepts(row.version.number)
