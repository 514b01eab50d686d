"""Two records of one person are merged: no row moves, one can sign in, one round goes on; and it can be undone."""

import pytest
from django.utils import timezone

from courses.actions import enroll, start
from courses.models import Enrollment, Evidence
from courses.permissions import mine
from outbox.actions import drain
from people.actions import CannotMerge, change_email, grant_role, invite, merge_people, undo_merge
from people.models import Merge, Person
from people.permissions import is_supervisor_of
from people.records import records_of
from tests.factories import ActivityVersionFactory, CourseEditionFactory, JobFactory, PersonFactory


@pytest.fixture
def twin(ana, cedar, front_office, bruno):
    """Ana once more, under another number."""
    person = PersonFactory(username="100901", first_name="Ana", last_name="Delgado", email="adelgado@alder.example")
    JobFactory(person=person, unit=cedar, family=front_office, supervisor=bruno)
    return person


def merged(keeper, other, actor=None):
    return merge_people(keeper=keeper, other=other, reason="Entered twice.", actor=actor)


def refusal(keeper, other):
    with pytest.raises(CannotMerge) as error:
        merged(keeper, other)
    return error.value.code


def fresh(person):
    return Person.objects.get(pk=person.pk)


def test_no_row_moves_and_the_record_is_read_over_both(ana, twin):
    edition = CourseEditionFactory(items=[ActivityVersionFactory()])
    enroll(person=twin, course=edition.course, actor=None, source="hr")
    merged(ana, twin)
    assert Enrollment.objects.get().person == twin
    assert Enrollment.objects.filter(mine(fresh(ana))).count() == 1


def test_only_the_keeper_can_sign_in(ana, twin):
    invitation, _code = invite(person=twin, kind="code", actor=None)
    merged(ana, twin)
    invitation.refresh_from_db()
    assert (fresh(ana).may_sign_in(), fresh(twin).may_sign_in()) == (True, False)
    assert invitation.withdrawn_at is not None


def test_jobs_and_roles_of_the_other_record_end(ana, twin, today):
    grant_role(person=twin, role="marker", actor=None, on=today)
    merged(ana, twin)
    assert not twin.jobs.held(today).exists()
    assert not twin.groups.exists()


def test_a_supervisor_of_either_record_leads_the_person(ana, twin, bruno, dario, cedar, front_office, today):
    both = PersonFactory(username="100902")
    JobFactory(person=dario, unit=cedar, family=front_office, primary=False, supervisor=both)
    merged(bruno, both)
    assert is_supervisor_of(bruno, dario, today)


def test_merging_is_one_level_deep(ana, twin):
    third = PersonFactory()
    merged(ana, twin)
    assert refusal(third, fresh(ana)) == "keeps_others"
    assert refusal(fresh(twin), third) == "keeper_is_merged"
    assert refusal(third, fresh(twin)) == "is_merged"
    assert refusal(third, third) == "same_record"


def test_someone_who_left_is_not_kept_for_someone_who_works_here(ana, twin, today):
    Person.objects.filter(pk=twin.pk).update(left_on=today.replace(year=today.year - 1))
    assert refusal(fresh(twin), ana) == "keeper_left"


def test_the_same_merge_twice_is_one(ana, twin):
    assert merged(ana, twin) == merged(ana, twin)
    assert Merge.objects.count() == 1


def test_undone_they_are_as_they_were(ana, twin, today):
    grant_role(person=twin, role="marker", actor=None, on=today)
    before = records_of()
    undo_merge(merge=merged(ana, twin), actor=ana)
    assert records_of() == before
    assert list(twin.groups.values_list("name", flat=True)) == ["Markers"]
    assert Merge.objects.get().undone_by == ana


def test_an_undo_does_not_write_over_later_changes(ana, twin):
    merge = merged(ana, twin)
    change_email(person=fresh(twin), email=None)
    with pytest.raises(CannotMerge) as error:
        undo_merge(merge=merge, actor=None)
    assert error.value.code == "changed_since"
    assert fresh(twin).merged_into == ana


def test_after_an_undo_they_can_be_merged_again(ana, twin):
    undo_merge(merge=merged(ana, twin), actor=None)
    merged(fresh(ana), fresh(twin))
    assert Merge.objects.count() == 2


def open_rounds(course):
    return list(Enrollment.objects.open().filter(course=course))


@pytest.fixture
def both_under_way(ana, twin):
    version = ActivityVersionFactory()
    edition = CourseEditionFactory(items=[version])
    rounds = [enroll(person=person, course=edition.course, actor=None, source="hr") for person in (ana, twin)]
    return version, [start(enrollment=rounds[n], now=timezone.now()) for n in (1, 0)]  # the twin starts first


def test_of_two_open_rounds_the_one_started_first_goes_on(ana, twin, both_under_way):
    _version, (first, second) = both_under_way
    merge = merged(ana, twin)
    drain(strict=True)
    second.refresh_from_db()
    assert open_rounds(first.course) == [first]
    assert second.closed_reason == f"Two records of one person were merged (merge {merge.pk})."


def test_what_either_showed_counts_for_the_round_that_goes_on(ana, twin, both_under_way):
    version, (first, _second) = both_under_way
    shown = {"activity": version.activity, "version": version, "kind": "completed", "occurred_at": timezone.now()}
    Evidence.objects.create(key="shown", person=ana, **shown)
    merged(ana, twin)
    drain(strict=True)
    first.refresh_from_db()
    assert first.completed_at is not None


def test_an_undo_opens_the_closed_round_again(ana, twin, both_under_way):
    _version, rounds = both_under_way
    merge = merged(ana, twin)
    drain(strict=True)
    undo_merge(merge=merge, actor=None)
    drain(strict=True)
    assert sorted(each.pk for each in open_rounds(rounds[0].course)) == sorted(each.pk for each in rounds)


def test_helen_finds_the_pair_merges_it_and_undoes_it(as_person, helen, ana, twin):
    client = as_person(helen)
    found = client.get("/people/duplicates/").context["page"].object_list
    assert [(pair["first"], pair["second"]) for pair in found] == [(ana, twin)]
    assert "Give a reason" not in client.get(f"/people/duplicates/{ana.username}/{twin.username}/").content.decode()
    client.post(f"/people/duplicates/{ana.username}/{twin.username}/", {"reason": "Entered twice."})
    merge = Merge.objects.get()
    assert (merge.keeper, merge.other, merge.merged_by) == (ana, twin, helen)
    client.post(f"/people/merges/{merge.pk}/undo/")
    assert fresh(twin).merged_into is None


def test_a_merge_needs_a_reason(as_person, helen, ana, twin):
    page = as_person(helen).post(f"/people/duplicates/{ana.username}/{twin.username}/", {"reason": ""})
    assert page.context["form"].errors == {"reason": ["Please fill this in."]}
    assert not Merge.objects.exists()


@pytest.mark.parametrize("twins", [1, 3])
def test_the_list_of_pairs_takes_the_same_queries_for_any_number(
    as_person, helen, ana, twin, cedar, django_assert_num_queries, twins
):
    for n, name in enumerate(["Abbott", "Kowalski", "Zimmer"][:twins]):
        for side in "ab":
            person = PersonFactory(username=f"4{n}{side}", first_name="Kim", last_name=name)
            JobFactory(person=person, unit=cedar)
    client = as_person(helen)
    client.get("/people/duplicates/")
    with django_assert_num_queries(6):
        assert len(client.get("/people/duplicates/").context["page"].object_list) == 1 + twins
