"""Finding a conversation: by words, by how it feels, by the way people reach us, by job; and what one has tried."""

import uuid

import pytest
from django.utils import timezone

from scenarios.actions import make_move
from scenarios.finding import Wanted, fits, found
from tests.scenarios import conversations as c
from tests.scenarios.factories import ScenarioVersionFactory as Version
from tests.scenarios.factories import assessed, practice


def tile(**changes):
    base = {
        "title": "First-day bus",
        "summary": "A father at the stop.",
        "persona": "Marcus James, father",
        "line": "Finally, a person.",
        "channel": {"name": "phone"},
        "jobs": ["front-office"],
        "feelings": ["shouting"],
        "feels": ["someone is shouting"],
    }
    return {**base, **changes}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), True),
        (Wanted(feeling="shouting"), True),
        (Wanted(feeling="grieving"), False),
        (Wanted(channel="email"), False),
        (Wanted(job="front-office"), True),
        (Wanted(job="nutrition"), False),
        (Wanted(channel="phone", job="front-office", feeling="shouting"), True),
    ],
)
def test_each_wish_narrows(wanted, found):
    assert fits(tile(), wanted) is found


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("BUS father", ["First-day bus", "Lunch"]),
        ("somebody is shouting at me", ["First-day bus"]),
        ("she shouts", ["First-day bus"]),
        ("kitchen", ["Lunch"]),
        ("the father and the kitchen", ["Lunch", "First-day bus"]),
        ("dont", ["Lunch"]),
        ("someone", ["First-day bus"]),
        ("zebra", []),
        ("", ["First-day bus", "Lunch"]),
    ],
)
def test_the_more_words_it_has_the_further_up_it_stands(words, titles):
    lunch = tile(title="Lunch", summary="A father calls the kitchen.", line="Don't tell me.", feels=[])
    assert [each["title"] for each in found([tile(), lunch], Wanted(words=words))] == titles


def test_what_is_written_for_everyone_fits_every_job():
    assert fits(tile(jobs=[]), Wanted(job="nutrition"))


@pytest.mark.django_db
class TestThePage:
    def shown(self, client, query=""):
        return client.get(f"/practice/{query}").content.decode()

    @pytest.mark.parametrize(
        ("query", "found"),
        [("?feeling=shouting", True), ("?feeling=grieving", False), ("?q=someone+is+worried", True), ("?job=x", True)],
    )
    def test_a_feeling_finds_it(self, as_person, ana, query, found):
        Version(definition=c.conversation(), title="Late bus")
        assert ("Late bus" in self.shown(as_person(ana), query)) is found

    def test_only_what_some_conversation_has_is_offered(self, as_person, ana, front_office, transportation):
        Version(definition=c.conversation(jobs=["front-office"]))
        html = self.shown(as_person(ana))
        offered = [
            words in html for words in (">Front office<", ">Transportation<", ">Someone is worried<", ">E-mail<")
        ]
        assert offered == [True, False, True, False]

    def test_a_tile_says_that_one_tried_it(self, as_person, ana, dario):
        version = Version(definition=c.conversation())
        attempt = practice(ana, version)
        make_move(attempt=attempt, number=1, payload={"option": "mild"}, client_key=uuid.uuid4(), now=timezone.now())
        pages = [self.shown(as_person(person)) for person in (ana, dario)]
        assert ["You tried it" in page for page in pages] == [True, False]

    def test_what_a_course_scores_is_there_to_practice(self, as_person, ana):
        attempt = assessed(ana, Version(definition=c.conversation(), title="Scored call"))
        client = as_person(ana)
        assert "Scored call" in self.shown(client)
        assert client.get(f"/practice/start/{attempt.activity.key}/").status_code == 200

    @pytest.mark.parametrize("channel", c.CHANNELS)
    def test_each_channel_begins_as_itself(self, as_person, ana, channel):
        begin = {
            "phone": "Answer",
            "voicemail": "Hear the message",
            "walk_in": "Look up and greet them",
            "social": "Read the post",
            "ticket": "Open the ticket",
        }
        version = Version(definition=c.by_channel(channel))
        html = as_person(ana).get(f"/practice/start/{version.activity.key}/").content.decode()
        assert begin.get(channel, "Open it") in html.partition("<main")[2]
