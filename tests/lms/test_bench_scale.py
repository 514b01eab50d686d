"""The bench of compliance: figures against their limits, jobs piece by piece. The bench itself runs on PostgreSQL."""

import datetime as dt

import pytest
from django.utils import timezone

from lms.bench.scale.letters import duty_morning
from lms.bench.scale.limits import against_limits
from lms.bench.scale.turns import job
from outbox.pieces import in_pieces


def figures(**more):
    job = {"longest_piece": 20.0}
    return {"matrix": {"ratio": 2.9}, "csv": {"ratio": 2.0, "growth_mb": 1.0}, "first_night": job, "night": job,
            "letters": job, "rebuild": {"changed": 0}} | more  # fmt: skip


PAGES = {name: {"growth": 1.2, "queries": 9} for name in ("matrix", "unit", "overdue", "why")}


def missed(large, pages):
    return [name for name, figure in against_limits(large, pages).items() if not figure["kept"]]


def test_a_figure_that_misses_its_limit_says_so():
    assert missed(figures(), PAGES) == []
    slow = PAGES | {"why": {"growth": 1.6, "queries": 10}}
    late = figures(night={"longest_piece": 301.0}, rebuild={"changed": 1}, matrix={"ratio": 3.1})
    assert missed(late, slow) == [
        "page_growth", "page_queries", "matrix_by_its_counter_rows", "longest_job_seconds", "rebuild_changed",
    ]  # fmt: skip


def test_a_job_is_taken_up_until_nothing_is_left_of_it():
    done = []

    def handler(payload):
        return in_pieces(payload, lambda at: done.append(at) or (len(done) if len(done) < 3 else None), seconds=0)

    assert (job(handler)["pieces"], done) == (3, [None, 1, 2])


@pytest.mark.parametrize(
    "now, morning",
    [("2026-11-27T22:00", "2026-11-27"), ("2026-11-28T09:00", "2026-11-30"), ("2026-11-29T00:00", "2026-11-30")],
)
def test_letters_are_measured_on_a_weekday_at_ten(now, morning):
    moment = timezone.make_aware(dt.datetime.fromisoformat(now))
    assert timezone.localtime(duty_morning(moment)).isoformat()[:16] == f"{morning}T10:00"
