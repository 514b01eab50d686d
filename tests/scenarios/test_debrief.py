"""Looking back: what each move did, the facts told and missed, what was right, one's tries beside each other."""

import re
import uuid

import pytest
from django.utils import timezone

from courses.models import Attempt
from scenarios.actions import finish_practice, hand_in_conversation, make_move, send_score, take_lease
from scenarios.models import MarkingTask
from tests.scenarios import conversations as c
from tests.scenarios.factories import BETTER_WORDS, SELF, SENT_WORDS, assessed, practice
from tests.scenarios.factories import ScenarioVersionFactory as Version

pytestmark = pytest.mark.django_db
STRONG = "wondering if we forgot her"


def said(attempt, *payloads):
    for number, payload in enumerate(payloads, 1):
        make_move(attempt=attempt, number=number, payload=payload, client_key=uuid.uuid4(), now=timezone.now())
    return attempt


def over(person, definition=None, *payloads, make=practice, version=None):
    """A conversation that reached its end."""
    version = version or Version(definition=definition or c.conversation())
    return said(make(person, version), *(payloads or ({"option": "mild"}, {"option": "promise"})))


def debrief(client, attempt):
    return client.get(f"/practice/{attempt.key}/debrief/").content.decode()


def move_html(html, number):
    """One move of the replay with what it did."""
    return re.split(r'<li class="replay-move"|</section>', html.partition(f'id="move-{number}"')[2])[0]


def test_it_begins_with_how_it_ended(as_person, ana):
    html = debrief(as_person(ana), over(ana))
    assert ("He has a plan" in html, "The bus came at 7:41." in html) == (True, True)


def test_before_the_end_there_is_nothing_to_look_back_on(as_person, ana):
    attempt = said(practice(ana, Version(definition=c.conversation())), {"option": "mild"})
    assert as_person(ana).get(f"/practice/{attempt.key}/debrief/").url == f"/practice/{attempt.key}/"


def test_each_move_says_what_it_did_to_temper(as_person, ana):
    html = move_html(debrief(as_person(ana), over(ana)), 1)
    assert ("<b>Upset</b> <small>was angry</small>" in html, "You named his wait." in html) == (True, True)


def test_a_gate_that_was_not_passed_stands_at_its_move_with_its_remedy(as_person, ana):
    html = debrief(as_person(ana), over(ana, None, {"option": "curt"}, {"option": "vague"}))
    assert "Gate not passed.</b> Keep the parent on the line. Stay." in move_html(html, 1)


def test_facts_are_told_or_missed(as_person, ana):
    html = debrief(as_person(ana), over(ana)).partition("Facts you told")[2]
    assert "<span>Bus 114 is due at 7:40.</span>" in html
    assert "<b>Not told:</b> Nobody is marked tardy today." in html


def test_a_written_reply_carries_its_marks(as_person, ana):
    definition = c.conversation(c.mid_reply(), c.second_choice())
    html = debrief(as_person(ana), over(ana, definition, {"text": SENT_WORDS}, {"option": "promise"}))
    assert '<mark class="m m-' in move_html(html, 1)


def test_of_a_closing_reply_the_last_version_is_told(as_person, ana):
    attempt = practice(ana, Version(definition=c.conversation(c.first_choice(), c.closing())))
    said(attempt, {"option": "mild"}, {"text": SENT_WORDS, "self": {}}, {"text": SENT_WORDS + " Call me.", "self": {}})
    finish_practice(attempt=attempt, now=timezone.now())
    html = debrief(as_person(ana), Attempt.objects.get(pk=attempt.pk))
    assert ('id="move-2"' in html, 'id="move-3"' in html) == (False, True)


# --- the feedback of each written reply -------------------------------------------------------------
TWO_REPLIES = c.conversation(c.mid_reply(next="closing"), c.closing())


def written(person, make=practice, texts=(SENT_WORDS, SENT_WORDS, BETTER_WORDS), own=SELF):
    """A reply in the middle and a closing one in as many versions as there are further texts."""
    attempt = make(person, Version(definition=TWO_REPLIES))
    return said(attempt, *({"text": text, "self": own if n else {}} for n, text in enumerate(texts)))


def looked_back(client, attempt):
    finish_practice(attempt=attempt, now=timezone.now())
    return debrief(client, Attempt.objects.get(pk=attempt.pk))


def test_each_written_reply_has_its_feedback_and_its_levels(as_person, ana):
    html = looked_back(as_person(ana), written(ana))
    for number in (1, 3):
        reply = move_html(html, number)
        assert reply.count("Change one thing") == 1
        assert reply.count('<ol class="ladder">') == 1
        assert "reading grade" in reply


def test_notes_of_several_replies_keep_apart(as_person, ana):
    html = looked_back(as_person(ana), written(ana))
    ids = re.findall(r'id="(note-[\w-]+)"', html)
    assert len(ids) == len(set(ids)) > 4


def test_the_last_version_stands_beside_the_one_before(as_person, ana):
    html = looked_back(as_person(ana), written(ana))
    assert "From version" not in move_html(html, 1)
    assert "From version 1 to version 2" in move_html(html, 3)


def test_what_the_machine_cannot_judge_is_said_once(as_person, ana):
    html = looked_back(as_person(ana), written(ana))
    assert html.count("What this feedback cannot judge") == 1


def test_choices_alone_have_no_such_words(as_person, ana):
    assert "What this feedback cannot judge" not in debrief(as_person(ana), over(ana))


def scored_by(marker, attempt, levels):
    now = timezone.now()
    hand_in_conversation(attempt=attempt, number=attempt.moves.count(), now=now)
    for task, given in zip(MarkingTask.objects.order_by("move__number"), levels, strict=True):
        words = {"note": "Begin with his wait.", "client_key": uuid.uuid4(), "now": now}
        took = take_lease(task=task, marker=marker, now=now)
        send_score(task=took, marker=marker, levels=dict(zip(SELF, given, strict=True)), gates={}, **words)
    return Attempt.objects.get(pk=attempt.pk)


def test_each_scored_reply_shows_the_person_beside_the_machine(as_person, ana, mei):
    attempt = scored_by(mei, written(ana, assessed), [(3, 3, 3, 4), (4, 4, 4, 4)])
    html = debrief(as_person(ana), attempt)
    tables = [move_html(html, number).partition("The person’s levels decide")[2] for number in (1, 3)]
    given = [re.findall(r'<td class="num"><b>(\d)</b>', table.partition("</table>")[0]) for table in tables]
    assert given == [["3", "3", "3", "4"], ["4", "4", "4", "4"]]
    assert ("How you see your own replies" in html, "What this feedback cannot judge" in html) == (True, False)


def test_while_a_reply_waits_no_score_of_another_shows(as_person, ana, mei):
    attempt = written(ana, assessed)
    hand_in_conversation(attempt=attempt, number=3, now=timezone.now())
    task = take_lease(task=MarkingTask.objects.earliest("move__number"), marker=mei, now=timezone.now())
    words = {"note": "N.", "client_key": uuid.uuid4(), "now": timezone.now()}
    send_score(task=task, marker=mei, levels=dict.fromkeys(SELF, 4), gates={}, **words)
    html = debrief(as_person(ana), Attempt.objects.get(pk=attempt.pk))
    assert ("The person’s levels decide" in html, '<span class="tag">Provisional</span>' in html) == (False, True)


@pytest.mark.parametrize("versions", [1, 3])
def test_a_scored_debrief_costs_the_same_however_many_versions(
    as_person, ana, mei, versions, django_assert_max_num_queries
):
    texts = (SENT_WORDS, *([BETTER_WORDS] * versions))
    attempt = scored_by(mei, written(ana, assessed, texts), [(3, 3, 3, 3)] * 2)
    client = as_person(ana)
    with django_assert_max_num_queries(20):
        debrief(client, attempt)


@pytest.mark.parametrize(
    ("step", "payload", "words"),
    [
        (c.ORDER, {"order": ["keep", "note", "call", "lead"]}, "Every step in its place."),
        (
            c.ORDER,
            {"order": ["note", "keep", "call", "radio"]},
            "Use the radio. Missing: Tell the principal.",
        ),
        (c.MATCH, {"pairs": {"pay": "payroll", "bus": "buses", "lock": "payroll"}}, "2 of 3 right."),
    ],
)
def test_what_was_right_is_said_in_words(as_person, ana, step, payload, words):
    attempt = over(ana, c.conversation(step, c.second_choice()), payload, {"option": "promise"})
    assert words in move_html(debrief(as_person(ana), attempt), 1)


def test_the_right_answer_opens_with_the_strong_sample(as_person, ana):
    definition = c.conversation(c.MATCH, c.second_choice())
    wrong = {"pairs": {"pay": "payroll", "bus": "buses", "lock": "payroll"}}
    free, scored = Version(definition=definition), Version(definition=definition)
    assessed(ana, scored)  # her reply there has no score yet
    pages = [
        debrief(as_person(ana), over(ana, None, wrong, {"option": "promise"}, version=version))
        for version in (free, scored)
    ]
    assert ["Maintenance: The door will not lock" in page for page in pages] == [True, False]
    assert [STRONG in page for page in pages] == [True, False]


# --- would it pass --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("option", "verdict"),
    [("mild", "<b>This would pass.</b>"), ("curt", "<b>This would not pass yet.</b> A pass needs:")],
)
def test_practice_says_whether_it_would_pass_and_what_is_missing(as_person, ana, option, verdict):
    html = debrief(as_person(ana), over(ana, c.conversation(), {"option": option}, {"option": "promise"}))
    assert verdict in html
    assert ("Every gate is passed." in html) == (option == "curt")


# --- the strong sample of what a course scores ----------------------------------------------------
def in_a_live_course(person, version):
    attempt = assessed(person, version)
    course = attempt.enrollment.course
    course.newest = attempt.enrollment.edition
    course.save()
    return attempt


def test_practice_of_what_a_course_scores_keeps_the_sample_closed_and_says_why(as_person, ana, dario):
    version = Version(definition=c.conversation())
    course = in_a_live_course(dario, version).enrollment.course
    html = debrief(as_person(ana), over(ana, version=version))
    assert (STRONG in html, f"This conversation counts in “{course.title}”." in html) == (False, True)


def test_after_the_score_there_the_sample_is_open_in_practice(as_person, ana):
    version = Version(definition=c.conversation())
    said(in_a_live_course(ana, version), {"option": "mild"}, {"option": "promise"})
    assert STRONG in debrief(as_person(ana), over(ana, version=version))


# --- tries beside each other ----------------------------------------------------------------------
def test_two_tries_are_drawn_and_told_in_numbers(as_person, ana):
    version = Version(definition=c.conversation())
    over(ana, None, {"option": "curt"}, {"option": "vague"}, version=version)
    html = debrief(as_person(ana), over(ana, version=version))
    table = html.partition(">Begun</th>")[2].partition("</table>")[0]
    rows = re.findall(r'<th scope="row">.*?</tr>', table, re.S)
    assert [re.findall(r'<td class="num">(\d)</td>', row) for row in rows] == [["1", "1"], ["4", "4"]]
    assert (html.count('class="spark"'), "style=" in html.partition("<main")[2]) == (2, False)


def test_one_try_alone_is_not_drawn(as_person, ana):
    assert "Your tries beside each other" not in debrief(as_person(ana), over(ana))


def test_the_tries_of_others_are_not_among_mine(as_person, ana, dario):
    version = Version(definition=c.conversation())
    over(dario, version=version)
    assert "Your tries beside each other" not in debrief(as_person(ana), over(ana, version=version))


@pytest.mark.parametrize("tries", [1, 3])
def test_the_debrief_costs_the_same_however_many_tries(as_person, ana, tries, django_assert_max_num_queries):
    version = Version(definition=c.conversation())
    attempts = [over(ana, version=version) for _n in range(tries)]
    client = as_person(ana)
    with django_assert_max_num_queries(11):
        debrief(client, attempts[-1])


# --- what one may do next -------------------------------------------------------------------------
def test_try_again_from_a_move_stands_before_it_and_leaves_the_old_try(as_person, ana):
    attempt, client, key = over(ana), as_person(ana), uuid.uuid4()
    for _again in range(2):
        answer = client.post(f"/practice/{attempt.key}/from/2/", {"client_key": key})
    new = Attempt.objects.exclude(pk=attempt.pk).get()
    assert answer.url == f"/practice/{new.key}/"
    assert (new.moves.count(), attempt.moves.count()) == (1, 2)


@pytest.mark.parametrize("number", [0, 9])
def test_a_moment_that_is_not_there_gets_a_sentence(as_person, ana, number):
    attempt = over(ana)
    answer = as_person(ana).post(f"/practice/{attempt.key}/from/{number}/", {}, follow=True)
    assert "There is no such moment in this conversation." in answer.content.decode()


def test_what_counts_is_not_tried_again_from_the_middle(as_person, ana):
    attempt = over(ana, make=assessed)
    client = as_person(ana)
    assert client.post(f"/practice/{attempt.key}/from/1/").status_code == 404
    assert "Try again from here" not in debrief(client, attempt)


def test_finishing_a_closing_reply_leads_to_the_debrief(as_person, ana):
    attempt = practice(ana, Version(definition=c.conversation(c.first_choice(), c.closing())))
    said(attempt, {"option": "mild"}, {"text": SENT_WORDS, "self": {}})
    client = as_person(ana)
    assert "Finish, and look back on all of it" in client.get(f"/practice/{attempt.key}/feedback/").content.decode()
    answer = client.post(f"/practice/{attempt.key}/finish/")
    assert answer.url == f"/practice/{attempt.key}/debrief/"
    assert client.get(f"/practice/{attempt.key}/").url == f"/practice/{attempt.key}/debrief/"


def test_finishing_before_the_reply_gets_a_sentence(as_person, ana):
    attempt = practice(ana, Version(definition=c.conversation(c.first_choice(), c.closing())))
    answer = as_person(ana).post(f"/practice/{attempt.key}/finish/", follow=True)
    assert "This conversation is not over yet." in answer.content.decode()


def test_an_assessed_conversation_says_what_it_came_to(as_person, ana):
    html = debrief(as_person(ana), over(ana, make=assessed))
    assert "Not passed yet" in html or "Passed" in html
    assert "Only you see practice" not in html


def test_a_waiting_conversation_says_that_a_person_reads_it(as_person, ana):
    definition = c.conversation(c.mid_reply(), c.second_choice())
    html = debrief(as_person(ana), over(ana, definition, {"text": SENT_WORDS}, {"option": "promise"}, make=assessed))
    assert "Handed in. A person reads it now." in html
    assert STRONG not in html
