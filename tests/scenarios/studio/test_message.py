"""A draft from a real message: what says who it was goes, and the message itself is kept nowhere."""

import io
import logging

import pytest
from django.core.management import call_command
from django.urls import reverse

from scenarios.models import ScenarioIndexPage, ScenarioPage
from scenarios.studio.cleaning import left_of
from tests.scenarios.studio.conftest import plain

MESSAGE = (
    "Dear Ms. Quillfeather,\n\nmy son Zebulon was not on bus 114 today. We live at 12 Marrowbone Lane. "
    "Call me at 555-0147 or write to q.zebra@example.org. Grandma blossom is worried.\n\nOlympia Vandersteen"
)
SECRETS = ("Quillfeather", "Zebulon", "Marrowbone", "555-0147", "q.zebra", "blossom", "Vandersteen")


@pytest.fixture
def shelf(page):
    return page().get_parent()


def send(studio, do, **sent):
    return studio.post(reverse("scenario_from_message"), {"do": do, **sent})


def marked(studio):
    return send(studio, "mark", message=MESSAGE, channel="email")


def ticks(answer) -> list[str]:
    return [str(piece["number"]) for piece in answer.context["pieces"] if "number" in piece]


def cleaned(studio, more="blossom"):
    return send(studio, "clean", message=MESSAGE, channel="email", mark=ticks(marked(studio)), more=more)


def test_what_may_say_who_it_was_is_ticked_in_its_place(studio, shelf):
    html = marked(studio).content.decode()
    assert (
        html.count('<input type="checkbox" name="mark"') == html.count('<input type="checkbox" name="mark" value="') > 5
    )
    assert "checked><mark>Zebulon</mark></label> was not on bus" in html


def test_what_is_ticked_and_what_is_added_goes(studio, shelf):
    left = cleaned(studio).context["form"].initial["opening"]
    assert [secret for secret in SECRETS if secret in left] == []
    assert "was not on bus" in left


def test_what_is_left_is_all_that_goes_on_to_the_last_page(studio, shelf):
    html = cleaned(studio).content.decode()
    assert [secret for secret in SECRETS if secret in html] == []


def test_an_unticked_word_stays(studio, shelf):
    answer = marked(studio)
    bus = next(str(p["number"]) for p in answer.context["pieces"] if p.get("text") == "114")
    sent = [number for number in ticks(answer) if number != bus]
    left = (
        send(studio, "clean", message=MESSAGE, channel="email", mark=sent, more="").context["form"].initial["opening"]
    )
    assert "on bus 114 today" in left


def created(studio, **changes):
    left = cleaned(studio).context["form"].initial
    sent = {**left, "title": "A child who was not on the bus", "sure": "on", **changes}
    return send(studio, "create", **{name: value for name, value in sent.items() if value})


def test_the_draft_opens_with_what_is_left(studio, shelf):
    answer = created(studio)
    made = ScenarioPage.objects.latest("pk")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert (made.live, made.slug, made.channel) == (False, "a-child-who-was-not-on-the-bus", "email")
    newest = made.get_latest_revision_as_object()
    assert "was not on bus" in newest.opening
    assert newest.owner.username == "100103"


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ("sure", "Read it once more, then say that nothing here tells who it was."),
        ("title", "Give it a title."),
        ("opening", "Nothing is left."),
    ],
)
def test_nothing_is_made_before_the_author_says_so(studio, shelf, without, sentence):
    before = ScenarioPage.objects.count()
    answer = created(studio, **{without: ""})
    assert (answer.status_code, ScenarioPage.objects.count()) == (422, before)
    assert sentence in plain(answer.content)


def test_an_empty_message_is_asked_for(studio, shelf):
    answer = send(studio, "mark", message="  ", channel="email")
    assert answer.status_code == 422
    assert "Paste the message first." in plain(answer.content)


def test_the_message_is_kept_nowhere(studio, shelf, caplog):
    """Not in a table, not in the session, not in a log, and not in what a browser may keep of the page."""
    caplog.set_level(logging.DEBUG)
    created(studio)
    out = io.StringIO()
    call_command("dumpdata", stdout=out)
    session = str(dict(studio.session.items()))
    seen = {where: [s for s in SECRETS if s in text] for where, text in
            {"database": out.getvalue(), "session": session, "log": caplog.text}.items()}  # fmt: skip
    assert seen == {"database": [], "session": [], "log": []}
    assert "no-store" in marked(studio).headers["Cache-Control"]


def test_an_error_report_holds_nothing_of_it(studio, shelf, monkeypatch, settings, mailoutbox):
    settings.ADMINS = [("Help desk", "help@alder.example")]
    monkeypatch.setattr("scenarios.studio.views.message.find_private", lambda text: 1 / 0)
    studio.raise_request_exception = False
    assert marked(studio).status_code == 500
    [mail] = mailoutbox
    told = mail.body + str(mail.alternatives)
    assert [secret for secret in SECRETS if secret in told] == []


def test_two_drafts_with_one_title_have_two_addresses(studio, shelf):
    created(studio), created(studio)
    slugs = list(ScenarioPage.objects.order_by("pk").values_list("slug", flat=True))[-2:]
    assert slugs == ["a-child-who-was-not-on-the-bus", "a-child-who-was-not-on-the-bus-2"]


def test_without_a_shelf_there_is_nothing_to_add_to(studio):
    ScenarioIndexPage.objects.all().delete()
    assert studio.get(reverse("scenario_from_message")).status_code == 404


# --- the pure part ----------------------------------------------------------------------------------------------------
def every(text):
    return range(len(text))


def test_a_word_added_inside_an_address_gives_nothing_of_it_back():
    left, _taken = left_of("Come to 12 Marrowbone Lane today.", every("x" * 20), ["marrowbone"])
    assert "12" not in left
    assert "Lane" not in left


def test_a_ticked_name_goes_in_small_letters_too():
    left, taken = left_of("My son Zebulon is ill. ask zebulon.", every("x" * 20))
    assert "ebulon" not in left
    assert taken == 2


def test_nothing_ticked_leaves_the_message_as_it_is():
    assert left_of(MESSAGE, []) == (MESSAGE, 0)
