"""How far people are: one person's list of courses, and one course's list of people. Constant numbers of queries."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.completion import Decision, ItemState, State, decide, open_choice
from courses.models import Course, CourseEdition, Enrollment, Evidence
from courses.outline import job_facts
from courses.path import OutlineItem, build_path
from courses.path_change import read_key
from courses.permissions import mine
from courses.rounds import Row as OutlineRow
from courses.rounds import standing_of
from courses.topping_up import before, touched_since
from courses.wording import choice_of, open_label


@dataclass(frozen=True)
class NextItem:
    """What to do next. `post`: opening it writes, so it needs a button in a form that carries `client_key`."""

    title: str
    summary: str
    minutes: int
    place: str
    url: str
    label: str
    kind: str = "course"
    icon: str = "book-open"
    position: int = 0
    total: int = 0
    post: bool = False
    client_key: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class LearningRow:
    """One course on someone's list. `done` of `total` counts what is needed; minutes are whole."""

    enrollment_id: int
    course_id: int
    title: str
    url: str
    state: State
    done: int
    total: int
    minutes: int
    minutes_left: int
    completed_on: dt.date | None
    next: NextItem | None
    notice: str = ""
    kind: str = Enrollment.Kind.WHOLE
    # Shown another way since the round was opened, and by no date asked for: it need not be finished.
    counts: bool = False
    offer: "PathOffer | None" = None


@dataclass(frozen=True)
class PathOffer:
    """A job changed on that day: titles of what fits it and is not on the path, and of what is asked no longer."""

    on: dt.date
    added: list[str]
    dropped: list[str]


@dataclass(frozen=True, slots=True)
class _Round:
    """A round as the list needs it. Thirty courses would make ninety model objects, so only what is shown is read."""

    pk: int
    keeper_id: int
    course_id: int
    slug: str
    edition_id: int | None
    newest_id: int | None
    title: str
    minutes: int
    notice: str
    kind: str
    path_offered: str
    path_offered_on: dt.date | None
    edition_number: int | None
    release_number: int | None
    release_note: str | None
    opened_at: dt.datetime
    started_at: dt.datetime | None
    completed_at: dt.datetime | None
    done_at: dt.datetime | None
    told_at: dt.datetime | None

    @property
    def is_top_up(self) -> bool:
        return self.kind == Enrollment.Kind.TOP_UP


def learning_list(person, on: dt.date, due: Mapping[int, dt.date] | None = None) -> list[LearningRow]:
    """The latest round of each course of a person, what is under way first. At most 7 queries.

    `due`: by course, the day by which it is asked for; of rows in one state the earliest comes first. The first row
    with work in it carries `next`: a page has one next step.
    """
    by_when = due or {}
    rounds, bases = _latest_rounds(person)
    under_way = [each for each in rounds if not each.completed_at]
    waiting = [each for each in under_way if not each.started_at]
    standing = standing_of(
        under_way,
        facts_where=mine(person),
        extra_editions=[each.newest_id for each in waiting if each.newest_id],
    )
    decisions = dict(standing.decisions)
    if waiting:
        jobs = job_facts(person, on)
        outlines: dict[int | None, list[OutlineItem]] = defaultdict(list)
        for row in standing.rows.values():
            outlines[row.edition_id].append(row.item)
        touched = touched_since(bases) if bases else {}
        for each in waiting:
            asked = touched.get(each.course_id) if each.is_top_up else None
            items = [item for item in outlines[each.newest_id] if asked is None or item.activity_id in asked]
            path = build_path(items, jobs)
            decisions[each.pk] = decide(path, [], [], opened_at=each.opened_at, started=False)
    listed = [
        (
            replace(_row(each, decisions.get(each.pk), each.course_id in by_when), offer=_offer(each, standing.rows)),
            each,
        )
        for each in rounds
    ]
    listed.sort(
        key=lambda pair: (_PLACE[pair[0].state], by_when.get(pair[1].course_id, dt.date.max), pair[0].title.casefold())
    )
    wanted = (i for i, (made, each) in enumerate(listed) if not made.counts and _has_work(each, decisions.get(each.pk)))
    first = next(wanted, None)
    if first is not None:
        top, each = listed[first]
        listed[first] = (replace(top, next=_next(each, top.url, decisions[each.pk], standing.rows)), each)
    return [pair[0] for pair in listed]


def _has_work(each: _Round, decision: Decision | None) -> bool:
    return decision is not None and (not each.started_at or decision.next_id is not None)


_PLACE = {
    State.RETURNED: 0,
    State.IN_PROGRESS: 1,
    State.NOT_STARTED: 2,
    State.AWAITING_SCORE: 3,
    State.COMPLETED: 4,
}


_COLUMNS = (
    "course_id", "course__slug", "edition_id", "course__newest_id", "title", "minutes", "notice", "kind",
    "path_offered", "path_offered_on",
    "edition__number", "release__number", "release__note", "opened_at", "started_at", "completed_at", "done_at",
    "told_at",
)  # fmt: skip


def _latest_rounds(person) -> tuple[list[_Round], dict[int, int]]:
    """The latest round of each course; and for the top-ups that have not begun, the edition that was finished last."""
    # The date that counts is the evidence's; a top-up has none of its own and leaves the course the date it had.
    shown = Evidence.objects.standing().for_courses().order_by("-occurred_at")
    occurred = shown.filter(enrollment=OuterRef("pk")).values("occurred_at")[:1]
    other = shown.filter(mine(person), course=OuterRef("course"), enrollment=None).order_by("-recorded_at")
    of_course = shown.filter(course=OuterRef("course"), person=OuterRef("person")).values("occurred_at")[:1]
    rows = (
        Enrollment.objects.filter(mine(person), closed_at__isnull=True)
        .annotate(
            done_at=Coalesce(Subquery(occurred), Subquery(of_course), "completed_at"),
            told_at=Subquery(other.values("recorded_at")[:1]),
            title=Coalesce("edition__title", "course__newest__title"),
            minutes=Coalesce("edition__minutes", "course__newest__minutes"),
        )
        .order_by("course", "opened_at", "round")
    )
    keeper = person.merged_into_id or person.pk  # all of `mine` is one person's
    found = [_Round(pk, keeper, *values) for pk, *values in rows.values_list("pk", *_COLUMNS)]
    latest = list({each.course_id: each for each in found}.values())
    bases = {each.course_id: before(each.release_number) for each in latest if each.is_top_up and not each.started_at}
    for course_id in bases:
        finished = [each.edition_number for each in found if each.course_id == course_id and each.completed_at]
        bases[course_id] = max((number for number in finished if number is not None), default=bases[course_id])
    return latest, bases


def _about(edition_id: int) -> str:
    """What an edition says of its course, without its other words."""
    told = CourseEdition.objects.filter(pk=edition_id).values_list("definition__summary", flat=True)
    return told.first() or ""


def _row(each: _Round, decision: Decision | None, asked: bool) -> LearningRow:
    done_at = each.done_at if each.completed_at else None
    url = reverse("courses:course", args=[each.slug])
    return LearningRow(
        enrollment_id=each.pk,
        course_id=each.course_id,
        title=each.title,
        url=url,
        state=decision.state if decision else State.COMPLETED,
        done=decision.done if decision else 0,
        total=decision.total if decision else 0,
        minutes=decision.minutes_left if decision and each.is_top_up else each.minutes,
        minutes_left=decision.minutes_left if decision else 0,
        completed_on=timezone.localdate(done_at) if done_at else None,
        next=None,
        notice=each.notice or _asked(each),
        kind=each.kind,
        counts=bool(each.told_at and not asked and not each.completed_at and each.told_at >= each.opened_at),
    )


def _offer(each: _Round, rows: Mapping[int, OutlineRow]) -> PathOffer | None:
    """What a job change would do to this path, as long as it was neither answered nor put away."""
    if each.path_offered_on is None or each.completed_at:
        return None
    titles = {row.item.activity_id: row.version.title for row in rows.values() if row.edition_id == each.edition_id}
    added, dropped = ([titles[n] for n in titles if n in some] for some in read_key(each.path_offered))
    return PathOffer(each.path_offered_on, added, dropped) if added or dropped else None


def _asked(each: _Round) -> str:
    """Why a release asks for this round, in the trainers' words."""
    if each.completed_at or not each.release_number:
        return ""
    told = {"note": each.release_note or ""}
    if each.is_top_up:
        return (_("New since you took it: %(note)s") % told).strip(": ")
    return (_("Due again, because it changed: %(note)s") % told).strip(": ")


def _next(each: _Round, url: str, decision: Decision, rows: dict[int, OutlineRow]) -> NextItem:
    if not each.started_at:
        return NextItem(
            title=each.title,
            summary=_about(each.newest_id) if each.newest_id else "",
            minutes=decision.minutes_left,
            place=(_("New since you took it, in %(n)s steps") if each.is_top_up else _("A course in %(n)s steps"))
            % {"n": decision.total},
            url=url,
            label=_("Look at the course"),
            total=decision.total,
        )
    assert decision.next_id is not None  # the row has work in it
    row = rows[decision.next_id]
    choice = open_choice(decision, {state.item_id: rows[state.item_id].group for state in decision.items})
    if choice:
        return NextItem(
            title=_("Your choice"),
            summary=choice_of([rows[item_id].version.title for item_id in choice]),
            minutes=row.version.minutes,
            place=each.title,
            url=f"{url}#item-{row.pk}",
            label=_("Choose"),
            total=len(decision.items),
        )
    position = 1 + [state.item_id for state in decision.items].index(row.pk)
    return NextItem(
        title=row.version.title,
        summary=row.version.about,
        minutes=row.version.minutes,
        # Of what is needed: a path also holds choices not taken and pieces "if you wish".
        place=_("%(course)s, %(done)s of %(total)s done")
        % {"course": each.title, "done": decision.done, "total": decision.total},
        url=reverse("courses:open_item", args=[each.pk, row.pk]),
        label=open_label(row.kind, state_of(decision, row.pk)),
        kind=row.kind,
        icon=row.icon,
        position=position,
        total=len(decision.items),
        post=True,
    )


def state_of(decision: Decision, item_id: int) -> ItemState:
    return next(state for state in decision.items if state.item_id == item_id)


# --- one course, all its people --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """Where one person (the kept record of merged ones) stands with a course, and since when."""

    person_id: int
    state: State
    since: dt.datetime


def course_progress(course: Course) -> list[Row]:
    """Everyone who was put on a course or joined it. Drawn from evidence, in six queries for any number of people.

    Done once is done: a later round that is still open does not hide it.
    """
    rounds: dict[int, Enrollment] = {}
    rows = Enrollment.objects.filter(course=course, closed_at__isnull=True).select_related("person")
    rows = rows.only("course", "edition", "opened_at", "started_at", "completed_at", "round", "person__merged_into")
    for each in rows.order_by("opened_at", "round"):
        rounds[each.keeper_id] = each
    done = _done_people(course)
    open_rounds = {person: each for person, each in rounds.items() if person not in done}
    decisions = standing_of(open_rounds.values(), facts_where=Q()).decisions
    sent = _last_sent(course)
    return [
        Row(person, State.COMPLETED, done[person])
        if person in done
        else _open_row(person, each, decisions.get(each.pk), sent)
        for person, each in rounds.items()
    ]


def _open_row(person: int, each: Enrollment, decision: Decision | None, sent: dict[int, dt.datetime]) -> Row:
    if decision is None:
        return Row(person, State.NOT_STARTED, each.opened_at)
    # Complete on paper and not yet settled, or completed by evidence that was voided since: under way.
    state = State.IN_PROGRESS if decision.complete else decision.state
    waits = state in (State.AWAITING_SCORE, State.RETURNED)
    started_at = each.started_at or each.opened_at
    return Row(person, state, sent.get(each.pk, started_at) if waits else started_at)


def _done_people(course: Course) -> dict[int, dt.datetime]:
    shown = Evidence.objects.standing().filter(course=course).order_by("occurred_at")
    rows = shown.values_list("person", "person__merged_into", "occurred_at")
    return {merged_into or person: at for person, merged_into, at in rows}


def _last_sent(course: Course) -> dict[int, dt.datetime]:
    """When the last try of each round that waits, or came back, was handed in."""
    rows = Enrollment.objects.filter(course=course, attempts__state__in=["awaiting", "returned"]).order_by(
        "attempts__handed_in_at"
    )
    return {pk: at for pk, at in rows.values_list("pk", "attempts__handed_in_at") if at}
