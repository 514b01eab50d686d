"""All that is kept about one person's training, sheet by sheet, for a file to take along. A fixed number of queries.

The person's own file holds more than the one of who answers for them: tries, what practice came to and minutes are
shown to nobody else by name. What was written in a reply stands in no file.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from certificates.queries import issued
from compliance.models import Adjustment, Assignment, ExtensionRequest, Leave, Reminder
from compliance.wording import word_of
from courses.models import ActiveTime, Attempt, Evidence, SignUp
from courses.permissions import mine
from lms.minutes import session_of
from scenarios.deciding import WITH_SCORES, decide
from scenarios.models import Move, ScenarioActivity

Sheet = tuple[Iterable[str], Iterable[Iterable[Any]]]
DECIDED = (Attempt.State.PASSED, Attempt.State.NOT_PASSED)


def record_book(person, on: dt.date, *, own: bool) -> dict[str, Sheet]:
    shown = list(_shown(person))
    book = {
        _("Asked of you"): _asked(person, on),
        _("What you have shown"): _evidence(shown),
        _("What was allowed"): _adjustments(person),
        _("Requests for more time"): _requests(person),
        _("Leave"): _leaves(person),
        _("Reminders"): _reminders(person),
        _("Certificates"): _certificates(person),
        _("Sessions"): _sessions(person, shown),
    }
    if own:
        book[_("Lessons and quizzes")] = _tries(person)
        book[_("Conversations")] = _conversations(person)
        book[_("Minutes at the screen")] = _minutes(person)
    return book


def _asked(person, on: dt.date) -> Sheet:
    rows = Assignment.objects.filter(mine(person)).read(on).select_related("requirement", "unit")
    header = (
        _("Requirement"), _("Period"), _("Part"), _("Unit"), _("Assigned"), _("First due"), _("Due"), _("Status"),
        _("Completed"), _("Good until"), _("Closed"), _("Why closed"), _("How the date came to be"),
    )  # fmt: skip
    return header, (
        (
            row.requirement.name, row.cycle, row.part, row.unit.name, row.assigned_on, row.first_due_on, row.due_on,
            word_of(row.word), row.completed_on, row.expires_on, row.closed_on, row.closed_reason, "; ".join(row.sum),
        )
        for row in rows.order_by("assigned_on", "pk")
    )  # fmt: skip


def _shown(person):
    rows = Evidence.objects.filter(mine(person)).select_related("course", "version", "activity", "actor")
    return rows.defer("version__definition").order_by("occurred_at", "pk")


def _evidence(rows: Iterable[Evidence]) -> Sheet:
    header = (
        _("Number"), _("What"), _("How"), _("When"), _("Written down"), _("By"), _("Reason"), _("Takes back number"),
    )  # fmt: skip
    return header, (
        (
            row.pk, _what(row), row.get_kind_display(), row.occurred_at, row.recorded_at, row.actor or "", row.reason,
            row.voids_id,
        )
        for row in rows
    )  # fmt: skip


def _what(row: Evidence) -> str:
    found = row.course or row.version or row.activity
    return found.title if found else ""


def _adjustments(person) -> Sheet:
    rows = Adjustment.objects.filter(mine(person, "assignment__")).select_related("assignment__requirement", "approver")
    header = (
        _("Requirement"), _("Period"), _("What"), _("From"), _("Until"), _("Reason"), _("By"), _("Written down"),
        _("Takes back an earlier one"),
    )  # fmt: skip
    return header, (
        (
            row.assignment.requirement.name, row.assignment.cycle, row.get_kind_display(), row.on, row.until,
            row.reason, row.approver, row.recorded_at, _yes(row.voids_id),
        )
        for row in rows.order_by("recorded_at", "pk")
    )  # fmt: skip


def _requests(person) -> Sheet:
    rows = ExtensionRequest.objects.filter(mine(person, "assignment__"))
    rows = rows.select_related("assignment__requirement", "decided_by").order_by("asked_at", "pk")
    header = (
        _("Requirement"), _("Period"), _("Asked"), _("New due date"), _("Reason"), _("State"), _("Answered by"),
        _("Answered"), _("Answer"),
    )  # fmt: skip
    return header, (
        (
            row.assignment.requirement.name, row.assignment.cycle, row.asked_at, row.until, row.reason,
            row.get_state_display(), row.decided_by or "", row.decided_at, row.answer,
        )
        for row in rows
    )  # fmt: skip


def _leaves(person) -> Sheet:
    rows = Leave.objects.filter(mine(person)).select_related("approver").order_by("recorded_at", "pk")
    header = (_("First day"), _("Day of return"), _("Kind"), _("By"), _("Written down"), _("Takes back an earlier one"))
    return header, (
        (row.starts_on, row.back_on, row.reason, row.approver, row.recorded_at, _yes(row.cancels)) for row in rows
    )


def _reminders(person) -> Sheet:
    rows = Reminder.objects.filter(mine(person)).select_related("assignment__requirement", "template", "letter")
    header = (_("Day"), _("Requirement"), _("About"), _("What became of it"), _("Why"), _("Sent"))
    return header, (
        (
            row.day, row.assignment.requirement.name, row.template, row.get_state_display(), row.get_why_display(),
            row.letter.sent_at if row.letter else None,
        )
        for row in rows.order_by("day", "pk")
    )  # fmt: skip


def _certificates(person) -> Sheet:
    found: Iterable[Any] = issued().filter(mine(person))
    rows = [(row, row.newest_issue[0]) for row in found]
    header = (_("Number"), _("Of"), _("Completed"), _("Good until"), _("Issued"), _("Revoked"))
    return header, (
        (
            row.public_id, issue.title, issue.completed_on, issue.good_until, issue.issued_at,
            _yes(row.last_event == "revoked"),
        )
        for row, issue in rows
    )  # fmt: skip


def _sessions(person, shown: Iterable[Evidence]) -> Sheet:
    attended = {session_of(row.key) for row in shown}
    rows = SignUp.objects.filter(mine(person)).select_related("session__activity")
    header = (_("Session"), _("Place"), _("Starts"), _("Ends"), _("Place in it"), _("Attended"), _("Called off"))
    return header, (
        (
            row.session.activity.title, row.session.place, row.session.starts_at, row.session.ends_at,
            row.get_state_display(), _yes(str(row.session_id) in attended), _yes(row.session.cancelled_at),
        )
        for row in rows.order_by("session__starts_at", "pk")
    )  # fmt: skip


def _tries(person) -> Sheet:
    """Lessons, quizzes and surveys; conversations have a sheet of their own."""
    rows = Attempt.objects.filter(mine(person)).exclude(activity__in=ScenarioActivity.objects.values("pk"))
    rows = rows.select_related("version", "enrollment__course").defer("version__definition")
    header = (_("What"), _("Course"), _("Begun"), _("Handed in"), _("State"), _("Percent"))
    return header, (
        (
            row.version.title, row.enrollment.course.title if row.enrollment else "", row.started_at, row.handed_in_at,
            row.get_state_display(), row.percent,
        )
        for row in rows.order_by("started_at", "pk")
    )  # fmt: skip


def _conversations(person) -> Sheet:
    moves = Prefetch("moves", Move.objects.order_by("number").prefetch_related(*WITH_SCORES))
    rows = Attempt.objects.filter(mine(person), activity__in=ScenarioActivity.objects.values("pk"))
    rows = rows.select_related("version", "enrollment__course").prefetch_related(moves).order_by("started_at", "pk")
    header = (
        _("Conversation"), _("Course"), _("For practice"), _("Begun"), _("Handed in"), _("State"), _("Scored"),
        _("Levels, 1 to 4"), _("One thing to change"),
    )  # fmt: skip
    return header, map(_conversation, rows)


def _conversation(row: Attempt) -> tuple:
    levels = note = ""
    if row.mode == Attempt.Mode.ASSESSED and row.state in DECIDED:
        found = decide(row, list(row.moves.all()))
        levels = ", ".join(f"{name} {level}" for name, level in found.standing.levels.items())
        note = " ".join(score.note for score in found.scores.values() if score.note)
    course = row.enrollment.course.title if row.enrollment else ""
    practice = _yes(row.mode == Attempt.Mode.PRACTICE)
    return (
        row.version.title, course, practice, row.started_at, row.handed_in_at, row.get_state_display(), row.scored_at,
        levels, note,
    )  # fmt: skip


def _minutes(person) -> Sheet:
    rows = ActiveTime.objects.filter(mine(person)).select_related("activity").order_by("day", "pk")
    header = (_("Day"), _("What"), _("Minutes"))
    return header, ((row.day, row.activity.title, round(row.seconds / 60)) for row in rows)


def _yes(value: object) -> str:
    return _("yes") if value else ""
