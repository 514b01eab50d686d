"""Try again from here: a practice that begins in the middle of an earlier one, which stays as it is."""

import uuid

import pytest
from django.utils import timezone

from courses.actions import discard_practice, save_draft
from courses.models import Attempt, Draft
from courses.refusals import Refused
from scenarios.actions import draft_place, make_move, try_again_from
from scenarios.models import Move
from scenarios.records import state_of
from tests.scenarios.conversations import conversation
from tests.scenarios.factories import ScenarioVersionFactory, assessed, practice

pytestmark = pytest.mark.django_db


def move(attempt, option):
    now = timezone.now()
    make_move(attempt=attempt, number=None, payload={"option": option}, client_key=uuid.uuid4(), now=now)


@pytest.fixture
def ended(ana):
    attempt = practice(ana, ScenarioVersionFactory(definition=conversation()))
    move(attempt, "curt")
    move(attempt, "vague")
    return attempt


def again(attempt, number, key=None):
    return try_again_from(attempt=attempt, number=number, client_key=key or uuid.uuid4())


@pytest.mark.parametrize(("number", "step"), [(1, "first"), (2, "second")])
def test_it_stands_where_the_earlier_one_stood(ended, number, step):
    new = again(ended, number)
    state = state_of(new, new.version.definition)
    assert (state.step.key, state.next_number, new.progress) == (step, number, {})
    assert (new.mode, new.person, new.version) == (Attempt.Mode.PRACTICE, ended.person, ended.version)


def test_the_earlier_one_stays_and_has_its_own_rows(ended):
    new = again(ended, 2)
    move(new, "promise")
    assert [each.payload for each in ended.moves.all()] == [{"option": "curt"}, {"option": "vague"}]
    assert [each.payload for each in new.moves.all()] == [{"option": "curt"}, {"option": "promise"}]
    assert len({each.client_key for each in Move.objects.all()}) == 4


def test_after_its_last_move_the_whole_is_there_once_more(ended):
    assert state_of(again(ended, 3), ended.version.definition).ending.key == "bad"


def test_the_same_key_is_the_same_try(ended):
    key = uuid.uuid4()
    assert again(ended, 2, key) == again(ended, 2, key)
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_moment_that_is_not_there_is_refused(ended, number):
    with pytest.raises(Refused, match="no such moment"):
        again(ended, number)
    assert Attempt.objects.count() == 1


def test_assessed_work_is_not_tried_again_from_the_middle(ana, ended):
    attempt = assessed(ana, ended.version)
    move(attempt, "mild")
    with pytest.raises(Refused, match="This conversation counts"):
        again(attempt, 1)


def test_it_goes_on_on_the_version_of_the_earlier_one(ended):
    ScenarioVersionFactory(activity=ended.activity, number=2)
    assert again(ended, 2).version == ended.version


def test_a_try_that_is_deleted_takes_its_moves_and_drafts_and_leaves_the_other(ana, ended):
    new = again(ended, 2)
    save_draft(person=ana, place=draft_place(new, "closing"), text="Sorry", turn=1)
    discard_practice(attempt=ended)
    assert [each.attempt for each in Move.objects.all()] == [new]
    discard_practice(attempt=new)
    assert (Move.objects.count(), Draft.objects.count(), Attempt.objects.count()) == (0, 0, 0)
