"""Where the learner chooses one of several, the page offers the choice and not the first of them."""

import pytest
from django.utils import timezone

from courses.progress import learning_list
from tests.courses.factories import course_of, lesson_version, opened, started

pytestmark = pytest.mark.django_db
GROUP = {"group": "one", "group_n": 1}


@pytest.fixture
def course():
    return course_of(lesson_version(), lesson_version(), rows={0: GROUP, 1: GROUP})


def test_my_learning_offers_the_choice(course, ana):
    started(ana, course)

    [row] = learning_list(ana, timezone.localdate())

    titles = [f"“{item.version.title}”" for item in course.newest.items.order_by("order")]
    assert (row.next.title, row.next.summary, row.next.post) == (
        "Your choice",
        f"Choose one: {' or '.join(titles)}",
        False,
    )


def test_once_one_is_begun_it_is_the_next_step(course, ana):
    round_ = started(ana, course)
    attempt = opened(round_, 1)

    [row] = learning_list(ana, timezone.localdate())

    assert (row.next.title, row.next.post) == (attempt.version.title, True)


def test_the_course_page_leads_to_the_items_to_choose_from(course, ana, as_person):
    started(ana, course)
    first = course.newest.items.order_by("order").first()

    html = as_person(ana).get(f"/courses/{course.slug}/").content.decode()

    assert (f'href="#item-{first.pk}"' in html, f'id="item-{first.pk}"' in html) == (True, True)
