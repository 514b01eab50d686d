"""Ten samples, and whether the eye is right enough."""

import pytest

from scenarios.fair.calibrating import PACK, Judged, Sample, outcome, pack

NAMES = ("accurate", "complete", "courteous", "empathy")
SAMPLES = [Sample(version, kind, kind) for version in range(12) for kind in ("strong", "middling", "weak")]


def judged(known, given, **more):
    return Judged(dict(zip(NAMES, known, strict=True)), dict(zip(NAMES, given, strict=True)), **more)


def test_a_pack_has_ten_of_as_many_conversations_and_every_kind():
    drawn = pack(SAMPLES, "100104:0")
    assert (len(drawn), len({sample.version for sample in drawn})) == (PACK, PACK)
    assert sorted(sum(s.kind == kind for s in drawn) for kind in ("strong", "middling", "weak")) == [3, 3, 4]


def test_the_same_seed_draws_the_same_pack_whatever_the_order_and_another_one_another():
    assert pack(SAMPLES, "a") == pack(SAMPLES[::-1], "a") != pack(SAMPLES, "b")


def test_fewer_than_ten_samples_are_no_pack():
    assert pack(SAMPLES[:9], "a") == ()


@pytest.mark.parametrize(
    ("rows", "passed"),
    [
        ([judged((4, 4, 4, 4), (4, 4, 4, 4))] * 10, True),
        ([judged((4, 4, 4, 4), (3, 3, 4, 4))] * 10, False),  # half exact
        ([judged((4, 4, 4, 4), (4, 4, 4, 3))] * 10, True),  # three quarters exact
        ([judged((4, 4, 4, 4), (4, 4, 4, 2))] * 10, False),  # a quarter is two levels off
        ([judged((4, 4, 4, 4), (4, 4, 4, 4), said=False)] * 3, False),
        ([judged((4, 4, 4, 4), (4, 4, 4, 4), known_gates={"line": False}, given_gates={"line": True})], False),
        ([], False),
    ],
)
def test_close_enough(rows, passed):
    assert outcome(rows).passed is passed
