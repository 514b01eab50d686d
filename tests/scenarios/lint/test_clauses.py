"""What authors type for a condition, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.clauses import NotAClause, read_shifts, read_when, write_shifts, write_when

KEYS = st.sampled_from(["due", "call-back", "3", "given", "passed", "temper", "s02-first", "not"])
LISTS = st.lists(KEYS, min_size=1, max_size=3, unique=True)
OPTIONS = st.lists(st.builds("{}/{}".format, KEYS, KEYS), min_size=1, max_size=3, unique=True)
SPANS = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(sorted)


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("", {}),
        ("  \n \n", {}),
        ("temper 0-1", {"temper": [0, 1]}),
        ("Temper 3", {"temper": [3, 3]}),
        ("temper 0 to 1", {"temper": [0, 1]}),
        ("temper 0–1.", {"temper": [0, 1]}),
        ("temper of counter 2-4", {"temper": [2, 4], "who": "counter"}),
        ("given due, tardy", {"given": ["due", "tardy"]}),
        ("given due tardy", {"given": ["due", "tardy"]}),
        ("missing due", {"missing": ["due"]}),
        ("not given due", {"missing": ["due"]}),
        ("passed right-handoff", {"passed": ["right-handoff"]}),
        ("not passed right-handoff", {"not_passed": ["right-handoff"]}),
        ("chose greet/cold", {"chose": ["greet/cold"]}),
        ("chosen greet/cold", {"chose": ["greet/cold"]}),
        ("not chosen greet/cold\ntemper 2", {"not_chose": ["greet/cold"], "temper": [2, 2]}),
    ],
)
def test_a_condition_as_typed(typed, when):
    assert read_when(typed) == when


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("tempre 1", "“tempre 1” is not a condition. Begin with temper,"),
        ("temper 5", "“temper 5” is not a temper. Write one number or two from 0 to 4"),
        ("temper 3-1", "“temper 3-1” goes from 3 to 1. Put the lower number first."),
        ("temper hot", "“temper hot” is not a temper."),
        ("given", "“given” is not a condition."),
        ("given ,", "“given ,” names nothing. Add a key."),
        ("given Due Date!", "“date!” in “given Due Date!” is not a key."),
        ("given due\ngiven tardy", "“given tardy”: there is a line of this kind already."),
        ("due given", "“due given” is not a condition."),
    ],
)
def test_what_is_no_condition_is_told_in_a_sentence(typed, sentence):
    with pytest.raises(NotAClause) as told:
        read_when(typed)
    assert str(told.value).startswith(sentence)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "temper": SPANS, "given": LISTS, "missing": LISTS, "passed": LISTS, "not_passed": LISTS, "chose": OPTIONS,
            "not_chose": OPTIONS,
        },
    )
)  # fmt: skip
def test_what_is_written_is_read_again(when):
    assert read_when(write_when(when)) == when


def test_a_file_may_write_one_key_and_one_temper_short():
    assert write_when({"temper": 2, "who": "driver", "given": "due"}) == "temper of driver 2\ngiven due"


def test_shifts_as_typed_and_back():
    assert read_shifts("main -1, counter +1\ndriver: 2") == {"main": -1, "counter": 1, "driver": 2}
    assert read_shifts("") == {}
    assert write_shifts({"main": -1, "counter": 1}) == "main -1, counter +1"
    with pytest.raises(NotAClause, match="“main” is not a change of temper"):
        read_shifts("main")
