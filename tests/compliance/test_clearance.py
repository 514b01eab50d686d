"""May this person do the duty yet? The decision alone: no database."""

import datetime as dt

import pytest

from compliance.clearance import Clearance, Gate, Proof, cleared

D = dt.date.fromisoformat
ON = D("2026-10-01")
PHONES = "answer the phones"
DONE = Proof(D("2026-09-01"))


def asked(*gates):
    return cleared(PHONES, gates, ON)


def test_what_is_not_finished_is_named():
    found = asked(Gate("Essentials", "in_progress"))
    assert found == Clearance(PHONES, missing=(("Essentials", "in_progress"),))


def test_finished_is_cleared_since_that_day():
    assert asked(Gate("Essentials", "completed", (DONE,))) == Clearance(PHONES, since=D("2026-09-01"))


def test_a_waiver_clears_and_keeps_its_reason():
    waived = Proof(D("2026-09-04"), waiver="Taught it in the district she comes from.")
    found = asked(Gate("Essentials", "waived", (waived,)))
    assert (found.cleared, found.since, found.waivers) == (
        True, D("2026-09-04"), (("Essentials", "Taught it in the district she comes from."),),
    )  # fmt: skip


def test_of_two_gates_the_later_one_clears():
    found = asked(Gate("Essentials", "completed", (DONE,)), Gate("Privacy", "completed", (Proof(D("2026-09-20")),)))
    assert found == Clearance(PHONES, since=D("2026-09-20"))


def test_one_of_two_gates_is_not_enough():
    found = asked(Gate("Essentials", "completed", (DONE,)), Gate("Privacy", "awaiting_score"))
    assert found.missing == (("Privacy", "awaiting_score"),)


def test_what_ran_out_clears_no_longer():
    found = asked(Gate("Essentials", "expired", (Proof(D("2025-09-01"), D("2026-09-30")),)))
    assert (found.cleared, found.missing) == (False, (("Essentials", "expired"),))


def test_the_last_day_that_counts_still_clears():
    assert asked(Gate("Essentials", "completed", (Proof(D("2025-10-01"), ON),))).until == ON


def test_a_renewal_that_has_opened_takes_nothing_away():
    found = asked(Gate("Essentials", "assigned", (Proof(D("2025-10-15"), D("2026-10-14")),)))
    assert (found.cleared, found.since, found.until) == (True, D("2025-10-15"), D("2026-10-14"))


@pytest.mark.parametrize(
    ("first_until", "since"),
    [("2026-08-31", "2025-09-01"), ("2026-09-15", "2025-09-01"), ("2026-08-30", "2026-09-01")],
)
def test_renewed_in_time_is_cleared_since_the_first_and_after_a_gap_since_the_last(first_until, since):
    proofs = (Proof(D("2025-09-01"), D(first_until)), Proof(D("2026-09-01"), D("2027-08-31")))
    assert asked(Gate("Essentials", "completed", proofs)).since == D(since)


def test_what_comes_after_the_day_does_not_count_on_it():
    assert not asked(Gate("Essentials", "completed", (Proof(D("2026-10-02")),))).cleared


def test_a_waiver_that_ended_takes_nothing_from_what_was_finished_for_good():
    waived = Proof(D("2026-09-10"), D("2026-09-20"), "Until the course was there.")
    assert asked(Gate("Essentials", "completed", (DONE, waived))) == Clearance(PHONES, since=D("2026-09-01"))
