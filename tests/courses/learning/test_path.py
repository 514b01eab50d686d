"""Rule book: which items are on someone's path, and why."""

from hypothesis import given
from hypothesis import strategies as st

from courses.path import Fit, JobFacts, OutlineItem, Reason, build_path

DRIVER = JobFacts("driver", "new", "depot", "Drivers", "new (first 90 days)", "bus depot")
CLERK = JobFacts("front-office", "experienced", "secondary", "Front office", "experienced", "middle or high school")


def item(id_=1, **fields):
    return OutlineItem(id=id_, activity_id=fields.pop("activity_id", id_), order=fields.pop("order", id_), **fields)


def ids(path):
    return [step.item.id for step in path]


def test_an_item_without_fit_is_for_everyone():
    assert build_path([item()], [CLERK])[0].reason == Reason("everyone")


def test_someone_without_a_job_gets_what_is_for_everyone():
    assert ids(build_path([item(1), item(2, fit=Fit(("driver",)))], [])) == [1]


def test_an_item_for_drivers_is_not_on_a_clerks_path():
    assert build_path([item(fit=Fit(("driver",)))], [CLERK]) == []


def test_an_item_for_drivers_names_the_job_family_as_its_reason():
    assert build_path([item(fit=Fit(("driver",)))], [DRIVER])[0].reason == Reason("job_family", ("Drivers",))


def test_an_item_for_new_people_names_the_level():
    assert build_path([item(fit=Fit(levels=("new",)))], [DRIVER])[0].reason == Reason("level", ("new (first 90 days)",))


def test_an_item_for_a_setting_names_the_setting():
    assert build_path([item(fit=Fit(settings=("depot",)))], [DRIVER])[0].reason == Reason("setting", ("bus depot",))


def test_every_list_of_the_fit_must_hold_the_same_job():
    fit = Fit(job_families=("driver",), settings=("secondary",))
    assert build_path([item(fit=fit)], [DRIVER, CLERK]) == []


def test_the_path_is_the_union_over_several_jobs():
    items = [item(1, fit=Fit(("driver",))), item(2, fit=Fit(("front-office",)))]
    assert ids(build_path(items, [DRIVER, CLERK])) == [1, 2]


def test_a_reason_names_each_fitting_job_once():
    step = build_path([item(fit=Fit(("driver", "front-office")))], [DRIVER, CLERK, DRIVER])[0]
    assert step.reason.names == ("Drivers", "Front office")


def test_an_item_of_a_group_says_how_many_to_choose():
    assert build_path([item(group="g", group_n=1)], [CLERK])[0].reason == Reason("choice", n=1)


def test_an_item_that_is_not_required_is_optional():
    assert build_path([item(required=False)], [CLERK])[0].reason == Reason("optional")


def test_a_gate_is_needed_even_when_it_is_not_marked_as_required():
    assert build_path([item(required=False, gate=True)], [CLERK])[0].needed


def test_the_path_follows_the_order_of_the_outline():
    assert ids(build_path([item(1, order=2), item(2, order=1)], [CLERK])) == [2, 1]


def test_an_activity_named_twice_stands_once_with_the_stricter_demand():
    path = build_path([item(1, activity_id=7, required=False), item(2, activity_id=7, gate=True)], [CLERK])
    assert [(step.item.id, step.needed, step.item.gate) for step in path] == [(1, True, True)]


def test_a_reason_survives_storage():
    reason = Reason("job_family", ("Drivers",), 0)
    assert Reason.read(reason.stored()) == reason


words = st.sampled_from(["driver", "front-office", "nurse"])
fits = st.builds(Fit, st.lists(words, max_size=2).map(tuple))
outlines = st.lists(
    st.builds(OutlineItem, id=st.integers(1, 99), activity_id=st.integers(1, 9), order=st.integers(0, 9), fit=fits),
    unique_by=lambda each: each.id,
)
jobs = st.lists(st.builds(JobFacts, words), max_size=3)


@given(outlines, jobs)
def test_no_activity_stands_twice_on_any_path(items, held):
    activities = [step.item.activity_id for step in build_path(items, held)]
    assert len(activities) == len(set(activities))


@given(outlines, jobs, jobs)
def test_another_job_never_takes_an_activity_from_the_path(items, held, more):
    def activities(jobs):
        return {step.item.activity_id for step in build_path(items, jobs)}

    assert activities(held) <= activities(held + more)


@given(outlines, jobs)
def test_the_order_in_which_jobs_are_given_does_not_change_what_is_on_the_path(items, held):
    assert ids(build_path(items, held)) == ids(build_path(items, held[::-1]))
