"""May this person be moved like this, and what follows from it?"""

import datetime as dt
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.models import DutyCalendar, Job, JobFamily, Person, Unit


@dataclass(frozen=True)
class Terms:
    """What a job is, apart from whose and when."""

    unit: Unit
    family: JobFamily
    title: str
    level: str
    supervisor: Person | None
    duty_calendar: DutyCalendar | None

    def fields(self) -> dict:
        return dict(vars(self))


@dataclass(frozen=True)
class Refusal:
    code: str
    about: tuple[tuple[str, str], ...] = ()


def why_not(job: Job, terms: Terms, on: dt.date, *, today: dt.date) -> Refusal | None:
    if job.person.merged_into_id:
        return Refusal("merged")
    if job.person.left_on and on > job.person.left_on:
        return Refusal("leaves_before", (("day", _day(job.person.left_on)),))
    if job.ends_on is not None:
        ahead = Job.objects.filter(person=job.person, starts_on=job.ends_on, starts_on__gt=today).exists()
        return Refusal("already_moving" if ahead else "ended", (("day", _day(job.ends_on)),))
    begun = job if job.starts_on <= today else job_before(job)
    if begun and (on < begun.starts_on or (on == begun.starts_on and begun.starts_on < today)):
        return Refusal("before_the_job", (("day", _day(begun.starts_on)),))
    if terms.unit.closed_on and terms.unit.closed_on <= on:
        return Refusal("unit_closed", (("unit", terms.unit.name), ("day", _day(terms.unit.closed_on))))
    if terms.fields() == {name: getattr(job, name) for name in terms.fields()} and (
        job.starts_on <= today or on == job.starts_on
    ):
        return Refusal("nothing_new")
    if terms.supervisor and terms.supervisor.pk == job.person_id:
        return Refusal("own_supervisor")
    if terms.supervisor and _leads(job.person, terms.supervisor, on):
        return Refusal("circle", (("supervisor", str(terms.supervisor)),))
    return None


def job_before(job: Job) -> Job | None:
    """The job that this one takes over from."""
    return Job.objects.filter(person=job.person_id, ends_on=job.starts_on, primary=job.primary).order_by("-pk").first()


def said(refusal_code: str, **about) -> str:
    return _REFUSED[refusal_code]() % about


def what_follows(job: Job, terms: Terms, on: dt.date, *, today: dt.date) -> list[str]:
    """What else the move brings, in sentences, before it is made."""
    lines = []
    if on > today:
        lines.append(
            _("Until %(day)s nothing changes. The move can be taken back up to the day before.") % {"day": _day(on)}
        )
    if on < today:
        lines.append(
            _("This day is past: unit figures from %(day)s on count them in the new unit.") % {"day": _day(on)}
        )
    if terms.unit != job.unit:
        lines.append(
            _("Unit figures count them for %(old)s up to the day before, and for %(new)s from that day.")
            % {"old": job.unit.name, "new": terms.unit.name}
        )
    if terms.supervisor != job.supervisor:
        old, new = job.supervisor, terms.supervisor
        if old:
            lines.append(_("%(name)s no longer sees their learning from that day.") % {"name": old})
        lines.append(
            _("%(name)s sees their learning from that day.") % {"name": new}
            if new
            else _("Nobody supervises them in this job from that day, so nobody can approve anything for them.")
        )
    reports = Job.objects.held(on).filter(supervisor=job.person).values("person").distinct().count()
    if reports and terms.unit != job.unit:
        lines.append(
            ngettext(
                "%(n)d person reports to them and goes on doing so.",
                "%(n)d people report to them and go on doing so.",
                reports,
            )
            % {"n": reports}
        )
    if terms.family != job.family or terms.level != job.level or terms.unit.setting != job.unit.setting:
        lines.append(_("Courses that they start from that day follow the new job. What is finished stays finished."))
    return lines


def _leads(person: Person, supervisor: Person, on: dt.date) -> bool:
    """Would the new supervisor stand below this person? Up the line, one query a step, and lines are short."""
    seen, ahead = {person.pk}, {supervisor.pk}
    while ahead:
        rows = Job.objects.held(on).filter(person__in=ahead, supervisor__isnull=False)
        above = set(rows.values_list("supervisor", flat=True)) - (seen - {person.pk})
        if person.pk in above:
            return True
        seen |= ahead
        ahead = above - seen
    return False


def _day(day: dt.date) -> str:
    return formats.date_format(day, "F j, Y")


_REFUSED = {
    "merged": lambda: _("This record was merged into another one. Move that one."),
    "leaves_before": lambda: _("Their last day is %(day)s. Choose a day up to then, or change the last day first."),
    "already_moving": lambda: _(
        "A move on %(day)s is noted already. Take that one back first, or change it on its own line."
    ),
    "ended": lambda: _("This job ended before %(day)s. Choose a job that goes on."),
    "before_the_job": lambda: _("They have had this job since %(day)s. Choose a later day."),
    "unit_closed": lambda: _("%(unit)s closed on %(day)s. Choose the unit that took its place."),
    "nothing_new": lambda: _("Nothing would change. Choose another unit, job, level or supervisor."),
    "own_supervisor": lambda: _("No one supervises themselves. Name someone else, or no one."),
    "circle": lambda: _("%(supervisor)s reports to this person. Someone cannot lead their own leader."),
}
