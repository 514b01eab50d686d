"""After a text was mended: each score is taken whole from the text it was given by, and each reply has its look."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from courses.models import Attempt
from courses.refusals import Refused
from outbox.actions import drain
from outbox.models import OutboxMessage
from scenarios.actions import agree_to_lower, dispute_score, leave_as_it_is, score_again
from scenarios.again import lower_scores
from scenarios.deciding import decision_of
from scenarios.desk import ask_of
from scenarios.models import Dispute, Kept, Score, Skipped, Yes
from tests.factories import AdmissionFactory
from tests.scenarios.desk import LOW, PLAIN, STRONG, handed_in, scored, slots, task_of
from tests.scenarios.factories import ScenarioVersionFactory, scenario_definition

pytestmark = pytest.mark.django_db
State = Attempt.State
WHY = "The bus is due at 7:50, not 7:40."
GATES = ("no-protected-data", "nothing-forbidden", "right-handoff")
PASSED = dict.fromkeys(GATES, True)
# By it the times in the reply are none of the accepted ones.
FACTS = [{**fact, "accepted": ["ten to eight at night"]} for fact in scenario_definition()["facts"]]


def mended(version, **changes):
    definition = scenario_definition(title=version.title, **{"facts": FACTS, **changes})
    return ScenarioVersionFactory(activity=version.activity, number=version.number + 1, definition=definition)


def looked_at(version, actor):
    score_again(version=version, reason=WHY, actor=actor)
    drain(strict=True)


@pytest.fixture
def text(db):
    return ScenarioVersionFactory()


@pytest.fixture
def alone(ana, mei, text):
    """Nobody but Mei marks: one score decides, so that the tests are about what comes after it."""

    def score(levels, gates=None):
        attempt = handed_in(ana, text)
        scored(attempt, mei, levels, gates=gates)
        return attempt

    return score


def subjects():
    drain(strict=True)
    return [letter.subject.partition(":")[0] for letter in mail.outbox if "reply" in letter.subject]


def test_a_missed_gate_that_the_mended_text_drops_no_longer_fails(alone, text, mei, helen):
    attempt = alone(STRONG, {**PASSED, "right-handoff": False})
    assert attempt.state == State.NOT_PASSED
    kept = [gate for gate in scenario_definition()["gates"] if gate["key"] != "right-handoff"]
    looked_at(mended(text, gates=kept), helen)
    scored(attempt, mei, STRONG, "again", gates={key: True for key in GATES if key != "right-handoff"})
    assert (attempt.state, "right-handoff" in decision_of(attempt).standing.gates) == (State.PASSED, False)


def test_the_weights_are_those_of_the_text_by_which_it_counts(alone, text, mei, helen):
    attempt = alone((3, 2, 3, 3))
    weights = {"accurate": 10, "complete": 10, "courteous": 40, "empathy": 40}
    looked_at(mended(text, weights=weights), helen)
    scored(attempt, mei, (3, 2, 3, 3), "again")
    assert decision_of(attempt).verdict.weighted == 290


def test_a_higher_level_counts_at_once_while_a_lower_one_waits(alone, text, mei, helen):
    attempt = alone((2, 3, 3, 4))
    looked_at(mended(text), helen)
    scored(attempt, mei, (3, 3, 3, 3), "again")
    assert (decision_of(attempt).standing.levels, attempt.state) == (
        {"accurate": 3, "complete": 3, "courteous": 3, "empathy": 4},
        State.PASSED,
    )
    assert [each.rows[:2] for each in lower_scores(helen)] == [
        (("Empathy", "4", "3"), ("Mean of the reply", "3.20", "3.00"))
    ]


def test_a_gate_that_would_be_lost_stands_among_what_waits_for_a_yes(alone, text, mei, helen):
    attempt = alone(STRONG, PASSED)
    looked_at(mended(text), helen)
    scored(attempt, mei, STRONG, "again", gates={**PASSED, "right-handoff": False})
    words = next(gate["text"] for gate in scenario_definition()["gates"] if gate["key"] == "right-handoff").rstrip(".")
    assert [each.rows[0] for each in lower_scores(helen)] == [(words, "passed", "not passed")]


def test_whoever_gave_a_lower_score_does_not_say_yes_to_it(alone, text, mei, helen):
    attempt = alone(STRONG)
    looked_at(mended(text), helen)
    score = scored(attempt, mei, PLAIN, "again")
    assert [each.own for each in lower_scores(mei)] == [True]
    with pytest.raises(Refused, match="yourself"):
        agree_to_lower(score=score, actor=mei, reason="It is right.", now=timezone.now())
    assert not Yes.objects.exists()


def test_a_lower_score_can_be_left_as_it_is_for_good(as_person, alone, text, mei, tomas):
    attempt = alone(STRONG)
    looked_at(mended(text), tomas)
    score = scored(attempt, mei, LOW, "again")
    page = as_person(tomas).post(f"/practice/marking/mended/{score.pk}/leave/", follow=True).content.decode()
    assert ("It stays as it was." in page, lower_scores(tomas)) == (True, [])
    assert list(Kept.objects.values_list("score", "actor")) == [(score.pk, tomas.pk)]
    with pytest.raises(Refused, match="decided already"):
        agree_to_lower(score=score, actor=tomas, reason="After all.", now=timezone.now())
    assert decision_of(attempt).standing.levels["accurate"] == 4


def test_leaving_it_twice_is_leaving_it_once(alone, text, mei, tomas):
    attempt = alone(STRONG)
    looked_at(mended(text), tomas)
    score = scored(attempt, mei, LOW, "again")
    assert leave_as_it_is(score=score, actor=tomas) == leave_as_it_is(score=score, actor=tomas)


def test_the_writer_hears_when_a_second_look_counts(alone, text, mei, helen):
    attempt = alone((2, 3, 3, 3))
    looked_at(mended(text), helen)
    scored(attempt, mei, PLAIN, "again")
    assert subjects() == ["Your reply is scored", "A new score of your reply"]


def test_the_writer_hears_nothing_of_a_lower_score_until_somebody_says_yes(as_person, alone, text, mei, tomas):
    attempt = alone(STRONG)
    looked_at(mended(text), tomas)
    score = scored(attempt, mei, (4, 4, 4, 3), "again")
    page = as_person(mei).get(f"/practice/marking/{score.task_id}/sent/").content.decode()
    assert ("The learner is not told." in page, subjects()) == (True, ["Your reply is scored"])
    agree_to_lower(score=score, actor=tomas, reason="The new text asks for it.", now=timezone.now())
    assert subjects() == ["Your reply is scored", "A new score of your reply"]


def test_a_reply_scored_after_the_others_were_looked_at_has_its_look_too(ana, dario, mei, text, helen):
    attempt, late = handed_in(ana, text), handed_in(dario, text)
    scored(attempt, mei, STRONG)
    looked_at(mended(text), helen)
    scored(late, mei, STRONG)
    drain(strict=True)
    assert slots(late) == {"again"}


def test_a_text_that_is_mended_while_a_score_is_sent_has_its_look_too(ana, dario, mei, text, helen):
    """The look at the others ran while that score was not yet to be seen."""
    attempt, late = handed_in(ana, text), handed_in(dario, text)
    scored(attempt, mei, STRONG)
    drain(strict=True)
    scored(late, mei, STRONG)
    score_again(version=mended(text), reason=WHY, actor=helen)
    OutboxMessage.objects.filter(topic="scenario.mended").delete()
    drain(strict=True)
    assert slots(late) == {"again"}


def test_a_reply_whose_step_was_renamed_is_left_out_with_a_reason_and_the_rest_go_on(
    as_person, ana, dario, mei, tomas, text
):
    other = ScenarioVersionFactory(activity=text.activity, number=text.number + 1, definition=renamed(text))
    attempt, by_other = handed_in(ana, text), handed_in(dario, other)
    for each in (attempt, by_other):
        scored(each, mei, STRONG)
        scored(each, tomas, STRONG, "second") if slots(each) else None
    newest = ScenarioVersionFactory(
        activity=text.activity, number=text.number + 2, definition={**renamed(text), "facts": FACTS}
    )
    looked_at(newest, tomas)
    assert [(row.move.attempt, row.reason) for row in Skipped.objects.all()] == [
        (attempt, "The mended text has no written reply named “reply”. The score of this one stays as it is.")
    ]
    assert (slots(attempt), slots(by_other)) == (set(), {"again"})
    page = as_person(tomas).get("/practice/marking/mended/").content.decode()
    assert "1 reply was not looked at. The mended text has no written reply" in page


def renamed(version):
    definition = scenario_definition(title=version.title)
    return {**definition, "steps": [{**step, "key": "answer"} for step in definition["steps"]]}


@pytest.fixture
def raised(alone, text, mei, helen):
    """A score by the mended text stands; that text says something else of "complete"."""
    attempt = alone(LOW)
    descriptors = {**scenario_definition()["descriptors"], "complete": {"2": "The mended words."}}
    looked_at(mended(text, descriptors=descriptors), helen)
    scored(attempt, mei, (3, 2, 3, 2), "again")
    return attempt


def test_a_dispute_is_judged_by_the_text_of_the_score_that_stands(raised, mei, dario):
    AdmissionFactory(person=dario, kind="outsider")
    dispute_score(attempt=raised, number=1, criterion="complete", reason="I named 11:00.", now=timezone.now())
    task = task_of(raised, "dispute")
    assert ask_of(task).rubric[0].descriptor(2) == "The mended words."
    score = scored(raised, dario, {"complete": 3}, "dispute")
    again = Score.objects.get(slot="again")
    assert (Dispute.objects.get().version, score.version) == (again.version, again.version)


def test_a_dispute_before_any_mending_is_judged_by_the_text_of_the_try(alone, text, dario):
    attempt = alone(LOW)
    dispute_score(attempt=attempt, number=1, criterion="complete", reason="I named 11:00.", now=timezone.now())
    mended(text)
    assert (Dispute.objects.get().version, task_of(attempt, "dispute").dispute.version) == (None, None)


def test_the_machines_new_row_keeps_what_it_found(raised):
    found = Score.objects.get(marker=None).found
    assert (set(found["reasons"]) <= set(found["levels"]), bool(found["facts"]), found["version"] != "") == (True,) * 3


def test_the_machines_levels_beside_ones_own_are_by_the_same_text(as_person, raised, mei):
    score, machine = Score.objects.get(slot="again"), Score.objects.get(marker=None)
    assert machine.levels["accurate"] != machine.move.result["levels"]["accurate"]
    page = as_person(mei).get(f"/practice/marking/{score.task_id}/sent/").content.decode()
    row = re.search(r"Accurate</th>\s*<td class=\"num\">(.)</td><td class=\"num\">(.)</td>", page)
    assert row.groups() == ("3", str(machine.levels["accurate"]))


def test_how_it_came_about_names_the_text_of_each_score_and_its_own_words(as_person, alone, text, mei, tomas, ana):
    attempt = alone(STRONG, PASSED)
    gates = [{**gate, "text": f"Mended: {gate['key']}"} for gate in scenario_definition()["gates"]]
    looked_at(mended(text, gates=gates), tomas)
    score = scored(attempt, mei, STRONG, "again", gates={**PASSED, "right-handoff": False})
    page = as_person(ana).get(f"/practice/{attempt.key}/score/").content.decode()
    number = score.version.number
    assert (f"By version {number} of the text" in page, "Mended: right-handoff" in page) == (True, True)
