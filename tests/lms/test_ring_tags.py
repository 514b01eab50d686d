"""The words of the look say what people say, and fall over for nobody."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.utils import timezone

from lms.templatetags import ring
from lms.views.styleguide import styleguide

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def rendered(source: str, **context) -> str:
    return Template("{% load ring %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("given", "said"),
    [(0, "0 minutes"), (1, "1 minute"), (8, "8 minutes"), (60, "1 h"), (70, "1 h 10 min"), (166, "2 h 46 min")],
)
def test_minutes_are_said_as_people_say_them(given, said):
    assert ring.minutes(given) == said


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in rendered('{% icon "clock" %}')


def test_an_unknown_icon_is_an_open_ring_and_never_reads_another_file():
    assert '<circle cx="12" cy="12" r="10"/>' in ring.icon("../templatetags/ring")


def test_every_icon_named_in_a_template_is_in_the_set():
    named = {
        name
        for page in TEMPLATES.rglob("*.html")
        for name in re.findall(r"""\{%\s*icon\s+["']([^"']+)["']""", page.read_text())
    }
    assert named - {path.stem for path in ring.ICONS.glob("*.svg")} == set()


@pytest.mark.parametrize("key", ring.STATUS_RINGS)
def test_a_status_always_carries_its_word(key):
    assert str(ring.STATUS_WORDS[key]) in ring.status(key, word=False)


def test_a_status_takes_the_models_spelling():
    assert "status-awaiting-score" in ring.status("awaiting_score")


def test_no_two_statuses_share_a_shape():
    assert len(set(ring.STATUS_RINGS.values())) == len(ring.STATUS_RINGS)


def test_a_label_from_a_person_is_escaped():
    assert "<b>" not in ring.status("assigned", "<b>late</b>")


def test_segments_say_how_many_are_done():
    drawn = ring.segments(7, 10)
    assert (drawn.count("<i"), drawn.count('class="on"')) == (10, 7)
    assert "7 of 10" in drawn


def test_dates_are_said_with_the_day_and_the_month():
    assert ring.long_date(dt.date(2026, 10, 16)) == "Friday, October 16"


@override_settings(TIME_ZONE="America/New_York")
def test_an_instant_becomes_the_districts_day():
    with timezone.override("America/New_York"):
        assert ring.full_date(dt.datetime(2026, 10, 17, 2, 0, tzinfo=dt.UTC)) == "October 16, 2026"


def test_a_missing_date_is_nothing():
    assert rendered("{{ due|long_date }}{{ due|days_from_now }}", due=None) == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [(dt.time(7, 5), "7:05 am"), (dt.datetime(2026, 10, 12, 20), "8:00 pm"), (None, "")],
    ids=["of a calendar", "of a day", "none"],
)
def test_a_time_is_said_in_one_form(given, said):
    assert ring.clock_time(given) == said


def test_days_from_now_counts_local_days():
    assert ring.days_from_now(timezone.localdate() + dt.timedelta(days=10)) == "in 10 days"


def test_the_style_guide_shows_every_status_without_inline_style_or_script():
    from_page = styleguide(RequestFactory().get("/styleguide/")).content.decode()
    assert all(f"status-{key}" in from_page for key in ring.STATUS_RINGS)
    assert not re.search(r"\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", from_page)
