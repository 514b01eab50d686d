"""The pages that are measured: who asks for which address, and what is sent. One request each, as a browser would."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.test import Client
from django.urls import reverse

from courses.actions.quizzes import drawn_questions
from courses.models import Attempt
from lms.bench import words
from lms.bench.fill import Filled
from people.models import Person
from scenarios.desk import ask_of
from scenarios.models import MarkingTask

SECRET = "b" * 32
# As the player makes a move: the answer is the conversation as it now stands, not a way to its page.
BY_SCRIPT = {"HX-Request": "true"}


@dataclass(frozen=True)
class Ask:
    """A request that is ready to be sent: everything before `send` is left out of the time."""

    client: Client
    url: str
    data: dict[str, Any] | None = None
    headers: dict[str, str] | None = None
    follow: bool = False  # and the page that it leads to, as one waits for both

    def send(self):
        if self.data is None:
            return self.client.get(self.url)
        return self.client.post(self.url, self.data, headers=self.headers, follow=self.follow)


@dataclass(frozen=True)
class Page:
    """`prepare` makes the next request; `expect` is its status, so that an error page is never measured."""

    name: str
    prepare: Callable[[], Ask]
    expect: int = 200


@dataclass
class Browsers:
    """One signed-in client a person, as through the server's own middleware, CSRF included."""

    known: dict[int, Client] = field(default_factory=dict)

    def of(self, person: Person) -> Client:
        if person.pk not in self.known:
            client = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1", HTTP_ACCEPT_ENCODING="gzip")
            client.force_login(person)
            client.cookies["csrftoken"] = SECRET
            self.known[person.pk] = client
        return self.known[person.pk]


def floor(filled: Filled, browsers: Browsers) -> Page:
    return _reading("floor", browsers.of(filled.district.learner), reverse("bench_floor"))


def pages(filled: Filled, browsers: Browsers) -> list[Page]:
    """What the issue names, and the other pages that people open every day."""
    who, first = filled.district, filled.shelf[0].course
    learner, marker = browsers.of(who.learner), browsers.of(who.marker)
    my_learning, hr = reverse("my_learning"), browsers.of(who.hr)
    return [
        _reading("lesson", learner, reverse("courses:lesson", args=[filled.lesson.key])),
        _reading("my_learning", browsers.of(who.veteran), my_learning),
        _reading("my_learning_1_course", browsers.of(who.newcomer), my_learning),
        Page("quiz_submit", _each(filled.quizzes, browsers, _answers), 302),
        Page("reply_submit", _each(filled.replies, browsers, _reply), 302),
        Page("choice_move", _each(filled.talks.choices, browsers, _choice, BY_SCRIPT)),
        Page("reply_move", _each(filled.talks.replies, browsers, _said, BY_SCRIPT)),
        _reading("debrief", learner, reverse("scenarios:debrief", args=[filled.talks.over.key])),
        _reading("course_page", learner, reverse("courses:course", args=[first.slug])),
        _reading("progress", hr, reverse("progress"), course=first.slug),
        _reading("plan", browsers.of(who.leader), reverse("plan")),
        _reading("library", learner, reverse("scenarios:library")),
        _reading("feedback", learner, reverse("scenarios:feedback", args=[filled.feedback.key])),
        _reading("marking_desk", marker, reverse("scenarios:desk")),
        _reading("mark", marker, reverse("scenarios:mark", args=[filled.task.pk])),
        Page("save_and_next", _scores(filled.tasks, marker)),
        _reading("catalog", browsers.of(who.veteran), reverse("courses:catalog")),
        _reading("people", hr, reverse("people:list")),
        _reading(
            "quiz", browsers.of(filled.quizzes[-1].person), reverse("courses:quiz", args=[filled.quizzes[-1].key])
        ),
        _reading(
            "reply", browsers.of(filled.replies[-1].person), reverse("scenarios:play", args=[filled.replies[-1].key])
        ),
    ]


def _reading(name: str, client: Client, url: str, **query: str) -> Page:
    asked = f"{url}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else url
    return Page(name, lambda: Ask(client, asked))


def _each(
    attempts: list[Attempt], browsers: Browsers, form: Callable, headers: dict[str, str] | None = None
) -> Callable[[], Ask]:
    """A try that nobody has handed in yet, each time another person's."""
    numbered: Iterator[int] = count()

    def prepare() -> Ask:
        attempt = attempts[next(numbered)]
        url, data = form(attempt)
        return Ask(browsers.of(attempt.person), url, {**data, "csrfmiddlewaretoken": SECRET}, headers)

    return prepare


def _scores(tasks: list[MarkingTask], marker: Client) -> Callable[[], Ask]:
    """One score sent, and the next reply on the page: each time of another reply."""
    left = iter(tasks)

    def prepare() -> Ask:
        task = next(left)
        ask = ask_of(task)
        data = {f"level_{each.name}": "4" for each in ask.rubric} | {
            f"gate_{each['key']}": "passed" for each in ask.gates
        }
        form = {**data, "note": "Say the time first.", "client_key": str(uuid.uuid4()), "then": "next"}
        return Ask(
            marker, reverse("scenarios:mark", args=[task.pk]), {**form, "csrfmiddlewaretoken": SECRET}, follow=True
        )

    return prepare


def _answers(attempt: Attempt) -> tuple[str, dict[str, Any]]:
    """All right, so that the quiz is passed: evidence is written and the round is settled."""
    data: dict[str, Any] = {"action": "hand_in"}
    for question in drawn_questions(attempt):
        right = [option["id"] for option in question["options"] if option["right"]]
        data[f"q-{question['uuid']}"] = right or question["accepted"][:1]
    return reverse("courses:quiz", args=[attempt.key]), data


def _reply(attempt: Attempt) -> tuple[str, dict[str, Any]]:
    levels = {f"self_{name}": "3" for name in ("accurate", "complete", "courteous", "empathy")}
    data = {"text": words.REPLY, "client_key": str(uuid.uuid4()), **levels}
    return reverse("scenarios:play", args=[attempt.key]), data


def _choice(attempt: Attempt) -> tuple[str, dict[str, Any]]:
    return _move(attempt, option="option-0")


def _said(attempt: Attempt) -> tuple[str, dict[str, Any]]:
    return _move(attempt, text=words.REPLY)


def _move(attempt: Attempt, **sent: str) -> tuple[str, dict[str, Any]]:
    """The move that is asked for now, in the middle of a conversation of forty steps."""
    last = attempt.moves.latest("number")
    here = {"step": last.result["to"], "number": last.number + 1, "client_key": str(uuid.uuid4())}
    return reverse("scenarios:move", args=[attempt.key]), {**here, **sent}
