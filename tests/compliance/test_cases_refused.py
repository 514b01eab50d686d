"""What a case cannot say is refused in a sentence that names the field; nothing is read as something else."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.compliance.cases import ask, did, done, joined


def refused(*events, rule=None, **case):
    found = ask(rule or {}, [joined("2026-09-01"), *events], case.pop("as_of", "2026-11-01"), **case)
    return found.get("field"), found.get("error")


def test_a_field_of_a_case_that_is_not_known():
    assert refused(knowlege="today") == (
        "knowlege", "“knowlege” is not a field of a case. Fields: rule, events, as_of, knowledge.",
    )  # fmt: skip


@pytest.mark.parametrize("remark", ["id", "name", "note", "expected"])
def test_a_remark_on_a_case_is_left_alone(remark):
    assert refused(**{remark: "the last day of February"}) == (None, None)


@pytest.mark.parametrize("knowledge", ["now", "", 5, []])
def test_a_knowledge_that_is_neither_then_nor_today(knowledge):
    assert refused(knowledge=knowledge) == ("knowledge", "“knowledge” is then, or today.")


def test_knowledge_left_empty_is_that_of_then():
    late = done("2026-09-20", recorded="2026-12-01")
    assert ask({}, [joined("2026-09-01"), late], "2026-11-01", knowledge=None)["completed"] is None


@pytest.mark.parametrize("kind", ["leave", "hold", "waived", "returned"])
def test_what_ends_before_it_begins(kind):
    assert refused(did(kind, "2026-09-20", until="2026-09-19")) == ("events", "Event 2: “until” lies before “on”.")


@pytest.mark.parametrize("passed", ["false", 0, [], None])
def test_passed_is_true_or_false(passed):
    assert refused(did("scored", "2026-09-20", id="h", passed=passed)) == (
        "events", "Event 2: “passed” must be true or false.",
    )  # fmt: skip


@pytest.mark.parametrize("name", [["e1"], {}, True, 1.5])
def test_an_id_is_a_word_or_a_whole_number(name):
    assert refused(done("2026-09-20", id=name)) == ("events", "Event 2: “id” must be a word or a whole number.")


def test_an_id_of_zero_is_an_id():
    events = [joined("2026-09-01"), done("2026-09-20", id=0), did("voided", "2026-09-21", id=0)]
    assert ask({}, events, "2026-09-22")["completed"] is None


def test_a_void_says_of_what():
    assert refused(did("voided", "2026-09-20")) == ("events", "Event 2: a void needs “id”, of what does not stand.")


@pytest.mark.parametrize("reason", [5, [], {}])
def test_a_reason_is_words(reason):
    assert refused(did("left", "2026-09-20", reason=reason)) == ("events", "Event 2: “reason” must be words.")


def test_a_due_date_and_days_together_say_two_things():
    assert refused(rule={"due": {"date": "2026-10-31", "days": 30}}) == (
        "due", "“due” takes days and after, or a date, not both.",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["W07", "07-1", "0701"])
def test_a_month_and_a_day_are_written_as_such(text):
    assert refused(rule={"cadence": "school_year", "year_start": text})[0] == "year_start"


def test_who_goes_and_comes_back_on_one_day_goes_on_whatever_the_order():
    events = [joined("2026-09-01"), joined("2026-09-15"), did("left", "2026-09-15")]
    assert ask({}, events, "2026-09-16")["status"] == "assigned"


# --- the command ----------------------------------------------------------------------------------------------------
def test_json_nested_too_deep_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("[" * 200_000))
    with pytest.raises(CommandError, match="This is nested too deep"):
        call_command("due_dates", "--json")


def test_what_no_screen_can_show_is_shown_all_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps([{"rule": {"\ud800": 1}, "as_of": "2026-11-01"}])))
    with (tmp_path / "out").open("w", encoding="utf-8") as out:
        call_command("due_dates", stdout=out)
    assert "is not a field of a rule" in (tmp_path / "out").read_text(encoding="utf-8")
