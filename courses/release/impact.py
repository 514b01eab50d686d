"""What a release would do to people, for each thing it may mean; and, once it is said, to whom it is done.

Both read the same rows through the same decision (`courses.meaning`), so that the page and the release agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from courses.meaning import Impact, Stand, asks_something, effect_of, impact_of
from courses.models.course import Change, Course
from courses.release.ahead import Ahead, ahead_of, movers_of
from courses.release.heads import jobs_of, people_of
from courses.release.plan import ReleasePlan

MEANINGS = (Change.COSMETIC, Change.CORRECTION, Change.TOP_UP, Change.RETAKE)


@dataclass(frozen=True)
class Preview:
    """Of one meaning, or of a mix of them: what it does to how many."""

    meaning: str
    impact: Impact
    ahead: Ahead = field(default_factory=Ahead)


@dataclass(frozen=True)
class Touched:
    """What a room above keeps about people of this course, in its own words, and how many of them there are."""

    label: str
    count: int
    what_happens: str


_counted: list[Callable[[Course], Touched]] = []


def count_touched(counting: Callable[[Course], Touched]) -> Callable[[Course], Touched]:
    """Decorator: a room above says what it keeps for a course. `courses` never learns its name."""
    if counting not in _counted:
        _counted.append(counting)
    return counting


def touched_by(course: Course | None) -> list[Touched]:
    return [counting(course) for counting in _counted] if course else []


def previews(plan: ReleasePlan, people: list[Stand]) -> list[Preview]:
    """Each meaning said of everything that changed."""
    movers = movers_of(plan, people)
    return [
        Preview(meaning, impact(plan, people, meaning, {}), ahead_of(plan, movers, people, meaning, {}))
        for meaning in MEANINGS
    ]


def preview(plan: ReleasePlan, people: list[Stand], change: str, per_item: Mapping[str, str]) -> Preview:
    """Of what was chosen."""
    ahead = ahead_of(plan, movers_of(plan, people), people, change, per_item)
    return Preview("", impact(plan, people, change, per_item), ahead)


def impact(plan: ReleasePlan, people: list[Stand], change: str, per_item: Mapping[str, str]) -> Impact:
    fits = plan.top_up_fits(change, per_item)
    jobs = jobs_of(people, timezone.localdate()) if not all(fit.for_everyone for fit in fits) else {}
    return impact_of(effect_of(plan.meanings(change, per_item)), people, fits=fits, jobs=jobs)


def who_is_due(plan: ReleasePlan, course: Course, change: str, per_item: Mapping[str, str]) -> list[int]:
    """The people who are done and get a round by this release."""
    due = effect_of(plan.meanings(change, per_item)).due
    if not due:
        return []
    done = [each for each in people_of(course, timezone.localdate()) if each.state == "done"]
    if due == Change.TOP_UP:
        fits = plan.top_up_fits(change, per_item)
        jobs = jobs_of(done, timezone.localdate())
        done = [each for each in done if asks_something(fits, jobs.get(each.person_id, []))]
    return [each.person_id for each in done]
