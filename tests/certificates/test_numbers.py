import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.numbers import ALPHABET, new_number, tidy

EIGHT = st.text(ALPHABET, min_size=8, max_size=8)


def test_a_number_has_the_shape_that_is_printed():
    assert all(re.fullmatch(rf"TR-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", new_number()) for _ in range(50))


def test_numbers_do_not_repeat_or_count_up():
    assert len({new_number() for _ in range(500)}) == 500


def test_no_letter_can_be_read_for_a_digit():
    assert not set(ALPHABET) & set("O0I1L")


@pytest.mark.parametrize(
    "typed",
    ["TR-7K4M-92QX", "tr-7k4m-92qx", " TR 7K4M 92QX ", "7K4M92QX", "7k4m-92qx", "TR–7K4M–92QX", "TR7K4M92QX\n"],
)
def test_a_number_is_understood_however_it_is_typed(typed):
    assert tidy(typed) == "TR-7K4M-92QX"


def test_a_number_that_begins_like_the_prefix_keeps_its_letters():
    assert tidy("TR7K4M92") == "TR-TR7K-4M92"


@given(EIGHT, st.sampled_from(["TR-", "TR", ""]), st.booleans(), st.sampled_from(["-", " ", ""]))
def test_every_number_survives_being_typed(letters, prefix, small, dash):
    typed = f"{prefix}{letters[:4]}{dash}{letters[4:]}"
    assert tidy(typed.lower() if small else typed) == f"TR-{letters[:4]}-{letters[4:]}"


@given(st.text(max_size=60))
def test_whatever_is_typed_comes_back_short_and_safe_in_an_address(typed):
    assert re.fullmatch(r"[A-Z0-9-]{0,16}", tidy(typed))


@given(st.text(max_size=60))
def test_tidying_twice_is_tidying_once(typed):
    assert tidy(tidy(typed)) == tidy(typed)
