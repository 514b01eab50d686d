"""What the learner reads: first the machine's provisional view, then the person's score."""

import html
import re
import uuid

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.models import Attempt
from scenarios.actions import hand_in_conversation, make_reply, send_score, take_lease
from scenarios.feedback import whole_shares
from scenarios.models import MarkingTask
from tests.scenarios.factories import (
    BETTER_WORDS,
    SELF,
    SENT_WORDS,
    MoveFactory,
    assessed,
    practice,
    scenario_definition,
)
from tests.scenarios.factories import ScenarioVersionFactory as Version

pytestmark = pytest.mark.django_db
STRONG = "wondering if we forgot her"


def reply(attempt, text=SENT_WORDS):
    return make_reply(attempt=attempt, text=text, self_levels=SELF, client_key=uuid.uuid4())


def feedback(client, attempt, query=""):
    return client.get(f"/practice/{attempt.key}/feedback/{query}").content.decode()


def scored(person, marker, levels=(3, 3, 3, 3), gates=None):
    attempt = assessed(person)
    move = reply(attempt)
    hand_in_conversation(attempt=attempt, number=move.number, now=timezone.now())
    task = take_lease(task=MarkingTask.objects.get(move=move), marker=marker, now=timezone.now())
    send_score(
        task=task,
        marker=marker,
        levels=dict(zip(SELF, levels, strict=True)),
        gates=gates or {},
        note="Begin with his two lost calls.",
        client_key=uuid.uuid4(),
        now=timezone.now(),
    )
    return Attempt.objects.get(pk=attempt.pk)


def test_practice_feedback_says_that_it_counts_for_nothing(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    page = feedback(as_person(ana), attempt)
    assert "it counts for nothing, and only you see it" in page
    assert "Hand in this reply" not in page


def test_assessed_feedback_says_that_a_person_decides(as_person, ana):
    attempt = assessed(ana)
    reply(attempt)
    page = feedback(as_person(ana), attempt)
    assert "provisional" in page
    assert "Hand in this reply" in page


def test_feedback_shows_the_words_once_with_their_marks(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    page = feedback(as_person(ana), attempt)
    assert '<mark class="m m-a">' in page
    assert "Mr. James still wonders" in page
    assert "cannot hear sarcasm" in page


def test_the_page_reads_stored_findings_and_scores_nothing_again(as_person, ana, monkeypatch):
    attempt = practice(ana)
    reply(attempt)
    before = feedback(as_person(ana), attempt)
    monkeypatch.setattr("scenarios.actions.moves.score", None)
    monkeypatch.setattr("scenarios.scoring.scorer.provisional", None)
    again = feedback(as_person(ana), attempt)
    assert before.count("<mark") == again.count("<mark")


def test_before_any_reply_feedback_leads_to_the_player(as_person, ana):
    attempt = practice(ana)
    assert as_person(ana).get(f"/practice/{attempt.key}/feedback/").url == f"/practice/{attempt.key}/"


@pytest.mark.parametrize("asked", ["?version=1", "?version=99", "?version=x", "?version=²", "?version="])
def test_any_version_asked_for_gives_a_page(as_person, ana, asked):
    attempt = practice(ana)
    reply(attempt)
    assert "What your reply did" in feedback(as_person(ana), attempt, asked)


def test_the_strong_sample_opens_after_a_try_in_practice(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    assert STRONG in feedback(as_person(ana), attempt)


def test_the_strong_sample_stays_closed_until_the_score(as_person, ana):
    attempt = assessed(ana)
    move = reply(attempt)
    assert STRONG not in feedback(as_person(ana), attempt)
    hand_in_conversation(attempt=attempt, number=move.number, now=timezone.now())
    assert STRONG not in feedback(as_person(ana), attempt)


def test_practice_does_not_open_the_sample_of_an_assessed_reply_that_waits(as_person, ana):
    version = Version()
    assessed(ana, version)
    attempt = practice(ana, version)
    reply(attempt)
    assert STRONG not in feedback(as_person(ana), attempt)


def test_after_the_score_the_learner_reads_note_levels_sample_and_debrief(as_person, ana, mei):
    page = feedback(as_person(ana), scored(ana, mei))
    assert "Passed" in page
    assert "Begin with his two lost calls." in page
    assert STRONG in page
    assert "A time he can plan by." in page
    assert "Mei" not in page


def test_not_passed_yet_says_which_part_of_the_rule_is_open(as_person, ana, mei):
    page = feedback(as_person(ana), scored(ana, mei, levels=(2, 3, 3, 3)))
    assert "Not passed yet" in page
    assert "Accurate is 3 or higher." in page
    assert "failed" not in page.lower()


def test_after_not_passed_a_new_try_may_be_opened_once(as_person, ana, mei):
    attempt, key = scored(ana, mei, levels=(2, 3, 3, 3)), uuid.uuid4()
    client = as_person(ana)
    for _again in range(2):
        assert client.post(f"/practice/{attempt.key}/again/", {"client_key": key}).status_code == 302
    assert Attempt.objects.filter(mode="assessed").count() == 2


def test_a_passed_conversation_is_not_opened_again(as_person, ana, mei):
    attempt = scored(ana, mei)
    assert as_person(ana).post(f"/practice/{attempt.key}/again/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_feedback_costs_the_same_however_many_versions(as_person, ana, count, django_assert_max_num_queries):
    attempt = practice(ana)
    for _n in range(count):
        reply(attempt)
    client = as_person(ana)
    with django_assert_max_num_queries(7):
        feedback(client, attempt)


# --- marks and their notes ------------------------------------------------------------------------
def ids(page):
    return re.findall(r'id="(note-\d+-[ACTELG]\d+)"', page)


def test_each_letter_among_the_words_leads_to_its_note_and_says_what_it_is_about(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    page = feedback(as_person(ana), attempt)
    letters = re.findall(r'<a class="letter l-\w" href="#([\w-]+)" aria-describedby="([\w-]+)">', page)
    assert letters
    assert {href for href, _same in letters} == set(ids(page))
    assert all(href == described for href, described in letters)
    assert 'A1<span class="unseen">, Fact given</span>' in page


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (BETTER_WORDS + " Please calm down.", "Do not say"),
        (BETTER_WORDS + " It is your fault.", "Blame"),
        (BETTER_WORDS + " You must be worried.", "Feeling named"),
        (BETTER_WORDS, "Next step"),
        (BETTER_WORDS + " I guarantee it.", "Gate"),
        (BETTER_WORDS + " Another student, Jayden, was on it.", "Private data"),
        (BETTER_WORDS + " Her number is 123-45-6789.", "Private data"),
    ],
)
def test_each_kind_of_mark_has_its_word(as_person, ana, words, kind):
    attempt = practice(ana)
    reply(attempt, words)
    assert f"<b>{kind}.</b>" in feedback(as_person(ana), attempt)


def test_length_and_reading_grade_are_information(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    page = feedback(as_person(ana), attempt)
    assert re.search(r"\d+ words, about \d+ seconds aloud, reading grade \d+", page)


def test_a_letter_is_not_read_aloud_so_no_seconds_are_told(as_person, ana):
    attempt = practice(ana, Version(definition=scenario_definition(channel="email")))
    reply(attempt)
    assert "seconds aloud" not in feedback(as_person(ana), attempt)


# --- level by level -------------------------------------------------------------------------------
def test_each_criterion_shows_what_was_reached_why_and_the_next_one_up(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    ladder = feedback(as_person(ana), attempt).partition('<ol class="ladder">')[2].partition("</ol>")[0]
    complete = ladder.partition("Complete")[2].partition("</li>")[0]
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", complete) == [
        ("Reached, 2", "Leaves out one of his questions or the next step."),
        ("Why", "3 of 5 questions are answered. Still missing: who does it, by when, how to reach you."),
        ("Next up, 3", "Time, no tardy, and a next step with a name or a time."),
    ]


def test_from_the_lowest_level_the_one_that_meets_stands_too(as_person, ana):
    attempt = practice(ana)
    reply(
        attempt, "Bus 114 is late today and due at 7:40, so just try again after that, it is rude to call three times."
    )
    assert "<dt>Then, 3</dt>" in feedback(as_person(ana), attempt)


UNSURE = [
    {"criterion": "accurate", "level": 3, "thousandths": [0, 20, 960, 20], "standing": "confident"},
    {"criterion": "complete", "level": 2, "thousandths": [10, 600, 380, 10], "standing": "band"},
    {"criterion": "empathy", "level": 2, "thousandths": [300, 400, 300, 0], "standing": "person"},
]
LEFT = ["“any minute” may be somebody else's words.", "The level for empathy is unsure: several levels are likely."]


@pytest.mark.parametrize(
    ("begin", "who"), [(practice, "In work that counts, a person"), (assessed, "The person who scores")]
)
def test_how_sure_a_level_is_and_what_goes_to_a_person_is_told_in_words_without_a_number(as_person, ana, begin, who):
    attempt = begin(ana)
    levels = {row["criterion"]: row["level"] for row in UNSURE}
    found = {"levels": levels, "chances": UNSURE, "referred": LEFT, "change_one": {"head": "H", "sentence": "S"}}
    MoveFactory(attempt=attempt, result=found)
    page = html.unescape(feedback(as_person(ana), attempt))
    ladder = [
        re.findall(r"How sure</dt><dd>([^<]+)", each) for each in page.split('class="ladder"')[1].split("</h3>")[1:4]
    ]
    assert ladder == [
        [],
        ["It could also be 3."],
        ["This level is a guess: several are likely. Only a person can tell."],
    ]
    assert (who in page, page.count(LEFT[0]), LEFT[1] in page) == (True, 1, False)
    assert re.findall(r"\b(?:960|600|380|0\.6|60%)\b", page.split("<main")[1]) == []


def test_the_rule_that_chose_the_one_thing_is_stated(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    page = feedback(as_person(ana), attempt)
    assert "Always the first of these that is so in your words:" in page


# --- versions -------------------------------------------------------------------------------------
def test_a_first_version_is_compared_with_nothing(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    page = feedback(as_person(ana), attempt)
    assert ("From version" in page, "Compare with" in page) == (False, False)


def test_a_revision_shows_what_changed_and_what_that_changed(as_person, ana):
    attempt = practice(ana)
    reply(attempt)
    reply(attempt, BETTER_WORDS + " You called twice.")
    page = feedback(as_person(ana), attempt).partition("From version 1 to version 2")[2]
    assert "[added: </span>I will call you myself by 11:00 at 555-0119 about tomorrow. You called twice." in page
    assert "<b>Complete</b> from 2 up to 4" in page
    assert "<b>Answered now:</b> “When will somebody call me about tomorrow?”" in page


def test_any_two_versions_may_be_laid_side_by_side(as_person, ana):
    attempt = practice(ana)
    for words in (SENT_WORDS, BETTER_WORDS, SENT_WORDS):
        reply(attempt, words)
    client = as_person(ana)
    assert "From version 1 to version 3" in feedback(client, attempt, "?version=3&beside=1")
    assert "The words are the same." in feedback(client, attempt, "?version=1&beside=3")


@pytest.mark.parametrize("asked", ["?beside=1", "?beside=99", "?beside=x", "?version=2&beside=2", "?version=1"])
def test_whatever_is_asked_to_be_compared_gives_a_page(as_person, ana, asked):
    attempt = practice(ana)
    reply(attempt)
    reply(attempt, BETTER_WORDS)
    assert "What your reply did" in feedback(as_person(ana), attempt, asked)


def test_a_change_of_the_program_between_two_versions_is_said(as_person, ana):
    attempt = practice(ana)
    for number, version in enumerate(("a", "b"), 1):
        result = {"levels": {"accurate": 3}, "change_one": {"head": "H", "sentence": "S"}, "version": version}
        MoveFactory(attempt=attempt, number=number, result=result)
    assert "Our program was changed between these two versions." in feedback(as_person(ana), attempt)


# --- a person's score beside the machine's ---------------------------------------------------------
def test_until_a_person_has_scored_it_is_provisional(as_person, ana, mei):
    attempt = assessed(ana)
    reply(attempt)
    assert '<span class="tag">Provisional</span>' in feedback(as_person(ana), attempt)
    assert '<span class="tag">Provisional</span>' not in feedback(as_person(ana), scored(ana, mei))


def test_after_the_score_person_machine_and_own_levels_stand_side_by_side(as_person, ana, mei):
    attempt = scored(ana, mei, levels=(4, 3, 3, 4))
    machine = attempt.moves.get().result["levels"]
    page = feedback(as_person(ana), attempt)
    table = page.partition("The person’s levels decide")[2].partition("</table>")[0]
    rows = [re.sub(r"<.*?>", " ", row).split() for row in re.findall(r"<tr><th scope=.row.*?</tr>", table)]
    person = dict(zip(SELF, (4, 3, 3, 4), strict=True))
    assert rows == [
        [name.capitalize(), str(given), str(machine[name]), *["differs"] * (given != machine[name]), str(SELF[name])]
        for name, given in person.items()
    ]
    assert machine["empathy"] < 4


def test_the_ladder_is_then_the_persons(as_person, ana, mei):
    page = feedback(as_person(ana), scored(ana, mei, levels=(3, 3, 3, 4)))
    assert "This is the highest level." in page
    assert "<dt>Why</dt>" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_scored_reply_costs_the_same_however_many_were_scored(as_person, ana, mei, count, django_assert_num_queries):
    attempts = [scored(ana, mei) for _n in range(count)]
    client = as_person(ana)
    with django_assert_num_queries(15):
        feedback(client, attempts[-1])


def test_text_is_shown_as_text(as_person, ana):
    attempt = practice(ana)
    reply(attempt, BETTER_WORDS + " <img src=x onerror=alert(1)>")
    page = feedback(as_person(ana), attempt)
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_a_scenario_without_gates_or_anchors_still_shows_a_page(as_person, ana):
    bare = scenario_definition(gates=[], anchors=[], must_not=[], asks=[], parts={}, debrief="")
    attempt = practice(ana, Version(definition=bare))
    MoveFactory(attempt=attempt)
    assert "What your reply did" in feedback(as_person(ana), attempt)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=4), st.integers(0, 400))
def test_shares_add_up_to_what_is_shared(parts, total):
    dealt = whole_shares(parts, total)
    assert sum(dealt) == total
    weight = sum(parts)
    assert all(abs(share * weight - total * part) < weight for share, part in zip(dealt, parts, strict=True) if weight)


def test_a_sum_that_does_not_divide_is_shown_as_it_adds_up():
    assert whole_shares([60, 60, 40], 228) == [86, 85, 57]
