"""The levels that Ana gives herself are hers: whatever she chose, no page of anyone else looks any different.

Her rows are written twice, with high and with low levels, and everyone else's pages are laid side by side.
"""

import io
import re
import zipfile

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from courses.models import Attempt
from safe import triggers
from scenarios.actions import hand_in_conversation
from scenarios.models import MarkingTask, Move
from tests.addresses import NUMBERS, ROWS, leased, scored

ROOMS = ("scenarios:", "courses:", "people:", "certificates:", "compliance:", "progress", "plan", "my_learning")
# Tokens and keys that each page makes anew.
FRESH = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[A-Za-z0-9]{64}\b|DTSTAMP:\S+")


@pytest.fixture(scope="module")
def handed_in(facts):
    """Ana's reply with its task, which Tomas holds."""
    attempt = Attempt.objects.get(key=facts.conversation)
    hand_in_conversation(attempt=attempt, number=1, now=timezone.now())
    task = MarkingTask.objects.get(move__attempt=attempt)
    return leased(task, facts.people["tomas"], timezone.now())


@pytest.fixture
def say(facts):
    """`say(4)`: Ana has given herself this level, everywhere and always. The guards come back afterwards."""
    triggers.uninstall(connection, app_label="scenarios")

    def level(given):
        for move in Move.objects.filter(attempt__person=facts.people["ana"], kind="reply"):
            own = dict.fromkeys(("accurate", "complete", "courteous", "empathy"), given)
            Move.objects.filter(pk=move.pk).update(payload={**move.payload, "self": own})

    yield level
    triggers.install(connection, app_label="scenarios")


def shown(browsers, person, path):
    answer = browsers[person].get(path)
    body = answer.getvalue() if answer.streaming else answer.content
    return FRESH.sub("·", words_of(body))


def words_of(body):
    """What a reader of a page or of a spreadsheet has before them; a spreadsheet also says when it was made."""
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if not name.startswith("docProps/"))


def reading_moves(look):
    """What is shown, and whether any move was read for it."""
    read = []

    def listen(execute, sql, params, many, context):
        read.append("scenarios_move" in sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        return look(), any(read)


def by_level(say, look):
    """What is shown when she chose 4, and when she chose 1."""
    pages = []
    for level in (4, 1):
        say(level)
        pages.append(look())
    return pages


@pytest.mark.parametrize("name", ["desk", "mark"])
def test_a_marker_scores_without_them(name, handed_in, say, browsers):
    path = reverse(f"scenarios:{name}", args=[handed_in.pk] if name == "mark" else [])
    high, low = by_level(say, lambda: shown(browsers, "tomas", path))
    assert high == low


def test_ana_herself_sees_the_difference(facts, handed_in, say, browsers):
    path = reverse("scenarios:feedback", args=[facts.conversation])
    high, low = by_level(say, lambda: shown(browsers, "ana", path))
    assert ("You said 4." in high, "You said 1." in low, high == low) == (True, True, False)


def test_no_page_of_anyone_else_tells_them_once_it_is_scored(facts, handed_in, say, browsers, monkeypatch):
    # Some pages tell the time of day: both looks are of one moment.
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    scored(handed_in, facts.people["tomas"], timezone.now())
    facts.sent = handed_in.pk
    pages = [
        (person, reverse(name, args=[getattr(facts, fact) for fact in row.args]) + row.query)
        for name, row in ROWS.items()
        if name.startswith(ROOMS) and not row.post
        for person in NUMBERS
        if person != "ana" and row.expected[person] == 200
    ]
    say(4)
    high, readers = {}, []
    for each in pages:
        high[each], read = reading_moves(lambda each=each: shown(browsers, *each))
        readers += [each] if read else []
    # Only moves were rewritten: a page that reads none cannot look different.
    say(1)
    low = {each: shown(browsers, *each) for each in readers}
    assert ("tomas", reverse("scenarios:desk")) in readers
    assert [each for each in readers if high[each] != low[each]] == []
