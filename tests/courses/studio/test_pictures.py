"""Released pictures: kept under the hash of the original, for people who are signed in; originals for authors alone."""

import io

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Drawing

from courses.models import ActivityVersion, CoursePage, LessonPage
from courses.release.actions import release_course
from courses.release.media import studio_media
from people.actions.roles import sync_groups
from tests.courses.studio.factories import block, lesson_body, picture, publish, published_course

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"


@pytest.fixture
def desk():
    return picture()


@pytest.fixture
def shown(desk):
    course = published_course()
    lesson = LessonPage.objects.get()
    lesson.body = lesson_body("<p>Look.</p>", block("image", image=desk.pk, alt="A desk", caption=""))
    publish(lesson)
    release_course(course_page=CoursePage.objects.get(pk=course.pk), change="", note="", actor=None)
    return ActivityVersion.objects.get(activity__slug="hold-well").definition["parts"][0]["blocks"][1]


def test_a_released_picture_says_what_it_is(shown):
    assert (shown["type"], shown["alt"], shown["width"], shown["height"]) == ("image", "A desk", 1600, 900)
    assert len(shown["media"]) == 64 + len(".png")


@pytest.mark.parametrize("width", [640, 1280])
def test_it_is_sent_in_two_widths_to_who_is_signed_in(as_person, ana, shown, width):
    response = as_person(ana).get(reverse("courses:media", args=[shown["media"], width]))
    sent = Drawing.open(io.BytesIO(b"".join(response.streaming_content)))
    assert (sent.width, response["Content-Type"]) == (width, "image/png")


def test_a_stranger_gets_no_picture(client, shown):
    assert client.get(reverse("courses:media", args=[shown["media"], 640])).status_code == 302


@pytest.mark.parametrize("name, width", [("0" * 64 + ".png", 640), ("x.svg", 640), ("..%2F..%2Fsecret.png", 640)])
def test_what_was_not_released_is_not_found(as_person, ana, shown, name, width):
    assert as_person(ana).get(f"/courses/media/{name}/{width}/").status_code == 404


def test_replacing_or_deleting_the_original_takes_nothing_from_learners(as_person, ana, shown, desk):
    desk.file.storage.delete(desk.file.name)
    desk.delete()
    assert as_person(ana).get(reverse("courses:media", args=[shown["media"], 640])).status_code == 200


def test_originals_are_for_authors_alone(rf, ana, tomas, desk):
    sync_groups(people=[tomas], on=timezone.localdate())
    request = rf.get("/media/x")
    request.user = type(tomas).objects.get(pk=tomas.pk)
    assert studio_media(request, path=desk.file.name).status_code == 200
    with pytest.raises(Http404):
        studio_media(request, path="../secret_key")
    request.user = ana
    with pytest.raises(Http404):
        studio_media(request, path=desk.file.name)
