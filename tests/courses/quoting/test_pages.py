"""The studio's pages of what quotes a standard or a word: reached from its form, one form for all, and how it went."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import BulkRelease
from courses.models.bulk_release import BulkReleasePart
from goals.models import Standard
from outbox.actions import drain
from people.actions.roles import sync_groups
from people.models import Role
from tests.courses.quoting.factories import call_them, released, revise, rewrite, standard, word
from tests.factories import PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


def listed(subject):
    kind = "standard" if isinstance(subject, Standard) else "word"
    return reverse(f"quoted_{kind}", args=[subject.pk])


def form_of(subject):
    return reverse(f"wagtailsnippets_goals_{subject._meta.model_name}:edit", args=[subject.pk])


def page_of(bulk):
    return reverse("courses_bulk_release", args=[bulk.key])


def looked_at(studio, subject):
    studio.post(listed(subject))
    drain()
    return BulkRelease.objects.first()


def text(response):
    return " ".join(response.content.decode().split())


# --- the way there ---------------------------------------------------------------------------------------------------
def test_the_form_of_a_standard_says_where_it_is_quoted(studio):
    released()
    before = text(studio.get(form_of(standard())))
    revise()
    after = text(studio.get(form_of(standard())))
    assert ("Every course that quotes it reads as it does today." in before, listed(standard()) in before) == (
        True,
        True,
    )
    assert "1 course quotes this in older words." in after


def test_a_new_word_is_quoted_nowhere_yet(studio):
    assert "Where it is quoted" not in text(studio.get(reverse("wagtailsnippets_goals_word:add")))


def test_saving_another_word_says_who_quotes_the_old_one(studio):
    released("Phones"), released("Buses")
    answer = studio.post(form_of(word()), {"key": "families", "text": "parents"}, follow=True)
    assert "2 courses quote this in older words." in text(answer)
    assert f'href="{listed(word())}"' in text(answer)


def test_saving_what_nobody_quotes_says_nothing(studio):
    answer = studio.post(form_of(word()), {"key": "families", "text": "parents"}, follow=True)
    assert "older words" not in text(answer)


@pytest.mark.parametrize("subject", [standard, word])
def test_the_list_in_the_studio_leads_there_too(studio, subject):
    page = studio.get(reverse(f"wagtailsnippets_goals_{subject()._meta.model_name}:list"))
    assert f'href="{listed(subject())}"' in text(page)


def test_hr_reads_it_on_the_page_of_the_district(as_person, helen):
    released()
    answer = as_person(helen).post("/district/words/", {"key": "families", "text": "parents"}, follow=True)
    assert "1 course quotes this in older words. A trainer can release them together in the studio." in text(answer)


# --- the list --------------------------------------------------------------------------------------------------------
def test_the_list_shows_old_and_new_words_and_where(studio):
    released("Phones"), released("Voicemail", code="V-1")
    revise()
    page = text(studio.get(listed(standard())))
    assert "A person answers by the <del>" in page
    assert ("Hold well, Phones" in page, "Voicemail" in page) == (True, False)


def test_a_version_to_come_is_announced(studio):
    revise(since=dt.date.today() + dt.timedelta(days=40))
    assert "Version 2 comes into force on" in text(studio.get(listed(standard())))


def test_when_nothing_is_older_any_more_there_is_nothing_to_look_at(studio):
    answer = studio.post(listed(word()), follow=True)
    assert "Nothing quotes it in older words any more." in text(answer)
    assert BulkRelease.objects.count() == 0


# --- the form for all of them ----------------------------------------------------------------------------------------
def test_while_it_is_looked_at_the_page_says_how_far(studio):
    released()
    call_them("parents")
    page = text(studio.post(listed(word()), follow=True))
    assert ("0 of 1 looked at." in page, "data-how-far" in page, 'name="change"' in page) == (True, True, False)


def test_it_is_ticked_as_a_correction_with_a_note(studio):
    released("Phones")
    rewrite(released("Buses"), "<p>{Families} today.</p>")
    call_them("parents")
    form = studio.get(page_of(looked_at(studio, word()))).context["form"]
    titles = dict(form.fields["parts"].choices)
    assert [titles[pk] for pk in form.fields["parts"].initial] == ["Phones"]
    assert sorted(titles.values()) == ["Buses", "Phones"]
    assert (form["change"].value(), form["note"].value()) == (
        "correction",
        "We now say “parents” where we said “families”.",
    )


def test_the_page_says_why_a_course_is_not_ticked(studio):
    rewrite(released("Buses"), "<p>{Families} today.</p>")
    rewrite(released("Phones"), "<p>{Families} and {nobodys}.</p>")
    call_them("parents")
    page = text(studio.get(page_of(looked_at(studio, word()))))
    assert "Other changes would go out with it, in: Hold well, Buses." in page
    assert "“{nobodys}” is not one of our words." in page


def test_what_is_ticked_is_released_and_the_page_says_how_it_went(studio):
    released("Phones"), released("Buses")
    revise()
    bulk = looked_at(studio, standard())
    phones = bulk.parts.get(title="Phones")
    sent = {"parts": [phones.pk], "change": "correction", "note": "By the second ring now."}
    under_way = text(studio.post(page_of(bulk), sent, follow=True))
    drain()
    page = text(studio.get(page_of(bulk)))
    assert ("0 of 1 are done." in under_way, "Waits for its release." in under_way) == (True, True)
    assert ("Released: edition 2." in page, "Left as they are, not ticked: Buses." in page) == (True, True)
    assert "1 released, 0 refused" in text(studio.get(listed(standard())))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"change": "correction", "note": "Anew."}, "Nothing is ticked. Tick what you want to release."),
        ({"parts": "x", "change": "retake", "note": " "}, "Say what changed. Everyone whom it concerns reads it."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_sent_off(studio, sent, told):
    released()
    call_them("parents")
    bulk = looked_at(studio, word())
    part = bulk.parts.get()
    answer = studio.post(page_of(bulk), {**sent, "parts": [part.pk]} if "parts" in sent else sent)
    assert (answer.status_code, told in text(answer)) == (422, True)
    assert bulk.parts.get().state == BulkReleasePart.State.LOOKED_AT


def test_what_cannot_be_released_cannot_be_sent_off_by_hand(studio):
    rewrite(released(), "<p>{Nobodys} {families}.</p>")
    call_them("parents")
    bulk = looked_at(studio, word())
    answer = studio.post(page_of(bulk), {"parts": [bulk.parts.get().pk], "change": "cosmetic", "note": ""})
    assert (answer.status_code, bulk.parts.get().state) == (422, BulkReleasePart.State.LOOKED_AT)


def test_a_part_of_another_bulk_release_cannot_be_slipped_in(studio):
    released("Phones"), released("Voicemail", code="V-1", text="<p>Say it.</p>")
    call_them("parents"), revise("Tomorrow.", code="V-1")
    other, bulk = looked_at(studio, standard("V-1")), looked_at(studio, word())
    answer = studio.post(page_of(bulk), {"parts": [other.parts.get().pk], "change": "cosmetic", "note": ""})
    assert (answer.status_code, other.parts.get().state) == (422, BulkReleasePart.State.LOOKED_AT)


# --- who may ---------------------------------------------------------------------------------------------------------
def test_another_trainer_may_look_and_not_send_off(studio, as_person):
    released()
    call_them("parents")
    bulk = looked_at(studio, word())
    other = PersonFactory()
    RoleGrantFactory(person=other, role=Role.TRAINER)
    sync_groups(people=[other], on=timezone.localdate())
    client = as_person(other)
    page = client.get(page_of(bulk))
    sent = client.post(page_of(bulk), {"parts": [bulk.parts.get().pk], "change": "cosmetic", "note": ""})
    assert ("Only Tomas Reyes can release from here." in text(page), 'name="change"' in text(page)) == (True, False)
    assert (sent.status_code, bulk.parts.get().state) == (302, BulkReleasePart.State.LOOKED_AT)


@pytest.mark.parametrize("who", ["ana", "helen", "mei"])
def test_without_the_role_nothing_is_begun(as_person, request, who):
    released()
    call_them("parents")
    answer = as_person(request.getfixturevalue(who)).post(listed(word()))
    assert (answer.status_code, BulkRelease.objects.count()) == (302, 0)


# --- what it costs ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("courses", [1, 3])
def test_both_pages_cost_the_same_however_many_courses(studio, django_assert_num_queries, courses):
    for n in range(courses):
        released(f"Course {n}")
    call_them("parents")
    bulk = looked_at(studio, word())
    for address, queries in ((listed(word()), 14), (page_of(bulk), 12)):
        studio.get(address)
        with django_assert_num_queries(queries):
            studio.get(address)
