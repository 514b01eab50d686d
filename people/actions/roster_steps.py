"""Writing a roster plan into the records, step by step as planned. The plan decides; nothing is decided here.

The order matters to the constraints: addresses are freed before they are given, and a primary job ends or steps back
before another one opens.
"""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from people.actions.roles import sync_groups
from people.actions.spans import end_spans
from people.models import Invitation, Job, JobFamily, Person, Unit
from people.roster import Entry, JobStep, JobTerms, Joiner, Leaver, RosterPlan

_BATCH = 200


def carry_out(plan: RosterPlan) -> None:
    people = {person.username: person for person in Person.objects.all()}
    _leave(plan.leavers, people, plan)
    entries: list[Entry] = [*plan.joiners, *plan.movers]
    _write_people(entries, people)
    steps = [(people[each.employee_number], step) for each in entries for step in each.steps]
    _write_jobs(steps, people)
    sync_groups(on=timezone.localdate())


def _leave(leavers: tuple[Leaver, ...], people: dict[str, Person], plan: RosterPlan) -> None:
    gone = []
    for leaver in leavers:
        person = people[leaver.employee_number]
        person.left_on = leaver.last_day
        gone.append(person)
    Person.objects.bulk_update(gone, ["left_on"], batch_size=_BATCH)
    end_spans(gone, first_day_away=plan.on)
    now = timezone.now()
    Invitation.objects.usable(now).filter(person__in=gone).update(withdrawn_at=now)


def _write_people(entries: list[Entry], people: dict[str, Person]) -> None:
    known, new, readdressed = [], [], []
    for each in entries:
        person = people.get(each.employee_number)
        if person is None:
            person = people[each.employee_number] = Person(username=each.employee_number, password=make_password(None))
            new.append(person)
        else:
            known.append(person)
            readdressed += [person] if person.email != each.email else []
        person.first_name, person.last_name, person.email = each.first_name, each.last_name, each.email
        person.hired_on = each.hired_on
        if isinstance(each, Joiner):
            person.left_on = None
    _free_addresses(readdressed)
    Person.objects.bulk_update(known, ["first_name", "last_name", "email", "hired_on", "left_on"], batch_size=_BATCH)
    Person.objects.bulk_create(new, batch_size=_BATCH)


def _free_addresses(readdressed: list[Person]) -> None:
    """Two people may trade addresses in one file; and what was sent to the old one must not open a door."""
    now = timezone.now()
    Person.objects.filter(pk__in=[person.pk for person in readdressed]).update(email=None)
    EmailAddress.objects.filter(user__in=readdressed).delete()
    Invitation.objects.usable(now).filter(person__in=readdressed, kind=Invitation.Kind.LINK).update(withdrawn_at=now)


def _write_jobs(steps: list[tuple[Person, JobStep]], people: dict[str, Person]) -> None:
    units = {unit.slug: unit for unit in Unit.objects.all()}
    families = {family.slug: family for family in JobFamily.objects.all()}
    touched = [step.job_id or step.after for _person, step in steps if step.job_id or step.after]
    jobs = Job.objects.select_related("unit", "duty_calendar").in_bulk(touched)

    def fill(job: Job, terms: JobTerms) -> Job:
        job.unit, job.family = units[terms.unit], families[terms.family]
        job.title, job.level, job.primary = terms.title, terms.level, terms.primary
        job.supervisor = people[terms.supervisor] if terms.supervisor else None
        return job

    def order(entry: tuple[Person, JobStep]) -> tuple[int, bool]:
        step = entry[1]
        place = ("drop", "close", "correct", "reopen", "open").index(step.do)
        return place, step.terms.primary

    for person, step in sorted(steps, key=order):
        if step.do == "drop":
            jobs[step.job_id].delete()
        elif step.do == "close":
            Job.objects.filter(pk=step.job_id).update(ends_on=step.on)
        elif step.do == "reopen":
            Job.objects.filter(pk=step.job_id).update(ends_on=None)
        elif step.do == "correct":
            job = fill(jobs[step.job_id], step.terms)
            job.starts_on = step.on
            job.save()
        else:
            before = jobs.get(step.after)
            calendar = before.duty_calendar if before and before.unit.slug == step.terms.unit else None
            job = fill(Job(person=person, starts_on=step.on, duty_calendar=calendar), step.terms)
            job.save()
