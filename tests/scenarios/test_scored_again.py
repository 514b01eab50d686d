"""After a text was mended: new rows beside the old ones, and never to a person's loss without a person's yes."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.models import Attempt, Evidence
from courses.refusals import Refused
from outbox.actions import drain
from scenarios.actions import agree_to_lower, look_again, score_again
from scenarios.again import lower_scores, mended_versions
from scenarios.deciding import deciding_score
from scenarios.models import MarkingTask, Rescore, Score, Yes
from tests.factories import AdmissionFactory
from tests.scenarios.desk import STRONG, handed_in, scored, slots, task_of
from tests.scenarios.factories import RubricVersionFactory, ScenarioVersionFactory, practice, scenario_definition

pytestmark = pytest.mark.django_db
State = Attempt.State
WHY = "The bus is due at 7:50, not 7:40."


def mended(version, **changes):
    """A second text of the same conversation; by it the times in the reply are none of the accepted ones."""
    definition = scenario_definition(title=version.title, **changes)
    facts = [{**fact, "accepted": ["ten to eight at night"]} for fact in definition["facts"]]
    return ScenarioVersionFactory(
        activity=version.activity, number=version.number + 1, definition={**definition, "facts": facts}
    )


@pytest.fixture
def text(db):
    return ScenarioVersionFactory()


@pytest.fixture
def attempt(ana, mei, text):
    attempt = handed_in(ana, text)
    scored(attempt, mei, (3, 3, 3, 3))
    return attempt


def looked_at(version, actor):
    rescore = score_again(version=version, reason=WHY, actor=actor)
    drain(strict=True)
    return rescore


def test_the_machine_reads_again_by_the_new_text_and_a_person_is_asked(attempt, text, tomas):
    old = list(Score.objects.values())
    rescore = looked_at(mended(text), tomas)
    machine = Score.objects.get(marker=None)
    assert (machine.version, machine.move.attempt, machine.scorer_version != "") == (rescore.version, attempt, True)
    assert machine.levels != machine.move.result["levels"]
    assert slots(attempt) == {"again"}
    assert list(Score.objects.filter(marker__isnull=False).values()) == old
    assert deciding_score(machine.move).levels["accurate"] == 3


def test_a_text_that_reads_the_reply_alike_asks_nobody(attempt, text, tomas):
    same = ScenarioVersionFactory(
        activity=text.activity, number=text.number + 1, definition=scenario_definition(title="Another title")
    )
    looked_at(same, tomas)
    assert (Score.objects.filter(marker=None).count(), slots(attempt)) == (1, set())


def test_another_rubric_asks_a_person_even_where_the_machine_sees_nothing(attempt, text, tomas):
    RubricVersionFactory(number=2, digest="1" * 64)
    rubric = {**scenario_definition()["rubric"], "version": 2}
    definition = scenario_definition(title=text.title, rubric=rubric)
    looked_at(ScenarioVersionFactory(activity=text.activity, number=text.number + 1, definition=definition), tomas)
    assert slots(attempt) == {"again"}


def test_doing_it_twice_is_doing_it_once(attempt, text, tomas):
    version = mended(text)
    rescore = looked_at(version, tomas)
    assert score_again(version=version, reason="Again.", actor=tomas) == rescore
    look_again(rescore=rescore, now=timezone.now())
    assert (Score.objects.filter(marker=None).count(), MarkingTask.objects.filter(slot="again").count()) == (1, 1)


def test_a_better_score_counts_at_once_and_may_pass(ana, mei, tomas, text):
    attempt = handed_in(ana, text)
    AdmissionFactory(person=ana)
    scored(attempt, mei, (2, 3, 3, 3))
    scored(attempt, tomas, (2, 3, 3, 3), "second")
    assert attempt.state == State.NOT_PASSED
    rescore = looked_at(mended(text), tomas)
    score = scored(attempt, mei, (3, 3, 3, 3), "again")
    assert (score.version, score.rubric_version.number) == (rescore.version, 1)
    assert attempt.state == State.PASSED
    assert Evidence.objects.get(attempt=attempt).occurred_at == attempt.handed_in_at


def test_a_lower_score_changes_nothing_until_somebody_says_yes(ana, mei, tomas, text):
    attempt = handed_in(ana, text)
    scored(attempt, mei, STRONG)
    looked_at(mended(text), tomas)
    score = scored(attempt, mei, (4, 4, 3, 4), "again")
    assert deciding_score(score.move).levels["courteous"] == 4
    assert [each.rows[0] for each in lower_scores(tomas)] == [("Courteous", "4", "3")]
    agree_to_lower(score=score, actor=tomas, reason="The new text asks for the name.", now=timezone.now())
    assert deciding_score(Score.objects.get(pk=score.pk).move).levels["courteous"] == 3
    assert (lower_scores(tomas), attempt.state) == ([], State.PASSED)


def test_a_pass_that_was_earned_is_not_taken_back_by_a_yes(ana, mei, tomas, text):
    attempt = handed_in(ana, text)
    scored(attempt, mei, STRONG)
    evidence = Evidence.objects.get(attempt=attempt)
    looked_at(mended(text), tomas)
    score = scored(attempt, mei, (1, 1, 1, 1), "again")
    with pytest.raises(Refused, match="never done"):
        agree_to_lower(score=score, actor=tomas, reason="It is wrong now.", now=timezone.now())
    assert (Yes.objects.count(), Evidence.objects.standing().get(attempt=attempt)) == (0, evidence)


def test_a_score_that_takes_nothing_needs_no_yes(attempt, text, mei, tomas):
    looked_at(mended(text), tomas)
    score = scored(attempt, mei, STRONG, "again")
    with pytest.raises(Refused, match="needs no yes"):
        agree_to_lower(score=score, actor=tomas, reason="?", now=timezone.now())


def test_practice_is_left_alone(ana, mei, tomas, text):
    practice(ana, text)
    with pytest.raises(Refused, match="nothing changes"):
        score_again(version=mended(text), reason=WHY, actor=tomas)


def test_a_change_without_a_reason_is_refused(attempt, text, tomas):
    with pytest.raises(Refused, match="what was mended"):
        score_again(version=mended(text), reason=" ", actor=tomas)
    assert not Rescore.objects.exists()


def test_the_trainer_sees_what_was_mended_and_has_it_looked_at(as_person, attempt, text, tomas, mei):
    client = as_person(tomas)
    assert mended_versions() == []
    version = mended(text)
    assert version.title in client.get("/practice/marking/mended/").content.decode()
    answer = client.post("/practice/marking/mended/", {"version": version.pk, "reason": WHY}, follow=True)
    assert WHY in answer.content.decode()
    drain(strict=True)
    assert mended_versions() == []
    scored(attempt, mei, (3, 2, 3, 3), "again")
    page = client.get("/practice/marking/mended/").content.decode()
    assert "Complete: 3 stands, 2 was given" in page
    score = Score.objects.get(slot="again")
    page = client.post(f"/practice/marking/mended/{score.pk}/yes/", {"reason": ""}, follow=True).content.decode()
    assert "Say in a sentence why" in page


@pytest.mark.parametrize("version", ["", "x", "0", "999999", "9" * 30, "9" * 5000])
def test_a_version_that_is_none_of_these_is_not_found(as_person, tomas, version):
    answer = as_person(tomas).post("/practice/marking/mended/", {"version": version, "reason": WHY})
    assert answer.status_code == 404


def test_the_marker_sees_the_mended_text_and_why(as_person, attempt, text, mei, tomas):
    looked_at(mended(text, situation="The mended situation."), tomas)
    client = as_person(mei)
    client.post(f"/practice/marking/{task_of(attempt, 'again').pk}/open/")
    page = client.get(f"/practice/marking/{task_of(attempt, 'again').pk}/").content.decode()
    assert (WHY in page, "The mended situation." in page) == (True, True)


def test_what_was_mended_stays_on_record(attempt, text, tomas):
    rescore = looked_at(mended(text), tomas)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rescore.objects.filter(pk=rescore.pk).update(reason="Other")
