"""Rows and records for roster tests, and a plan carried out in memory: what the database should then say."""

import dataclasses
import datetime as dt

from people.roster import Current, CurrentJob, CurrentPerson, JobTerms, Place, RosterRow, plan

TODAY = dt.date(2026, 10, 6)
BEFORE = dt.date(2024, 8, 1)
UNITS = (
    Place("cedar", "Cedar Middle School"),
    Place("high", "Alder High School"),
    Place("depot", "Transportation"),
    Place("old", "Old Mill School", closed_on=dt.date(2025, 7, 1)),
)
FAMILIES = (Place("front-office", "Front office"), Place("transportation", "Transportation"))


def row(line=2, number="100101", first="Ana", last="Delgado", unit="cedar", family="front-office", **more):
    return RosterRow(line, number, first, last, unit, family, **more)


def terms(unit="cedar", family="front-office", title="", level="experienced", supervisor=None, primary=True):
    return JobTerms(unit, family, title, level, supervisor, primary)


def job(pk=1, starts_on=BEFORE, ends_on=None, **more):
    return CurrentJob(pk, terms(**more), starts_on, ends_on)


def person(number="100101", first="Ana", last="Delgado", jobs=None, **more):
    return CurrentPerson(number, first, last, jobs=(job(),) if jobs is None else tuple(jobs), **more)


def on_record(*people, units=UNITS):
    return Current(tuple(people), units, FAMILIES)


def planned(rows, *people, on=TODAY, share=0.05):
    return plan(rows, on_record(*people), on=on, leaver_share=share)


def codes(result):
    return [(each.line, each.code) for each in result.refused]


def carried_out(current, result):
    """The records after the plan, as plain data."""
    people = {each.employee_number: each for each in current.people}
    next_pk = 1 + max((each.id for one in current.people for each in one.jobs), default=0)
    for leaver in result.leavers:
        one = people[leaver.employee_number]
        kept = [each for each in one.jobs if each.starts_on < result.on]
        ended = [
            dataclasses.replace(each, ends_on=result.on) if each.ends_on is None or each.ends_on > result.on else each
            for each in kept
        ]
        people[leaver.employee_number] = dataclasses.replace(one, left_on=leaver.last_day, jobs=tuple(ended))
    for entry in (*result.joiners, *result.movers):
        one = people.get(entry.employee_number) or CurrentPerson(entry.employee_number, "", "")
        jobs = {each.id: each for each in one.jobs}
        for step in entry.steps:
            if step.do == "open":
                jobs[next_pk] = CurrentJob(next_pk, step.terms, step.on)
                next_pk += 1
            elif step.do == "close":
                jobs[step.job_id] = dataclasses.replace(jobs[step.job_id], ends_on=step.on)
            elif step.do == "reopen":
                jobs[step.job_id] = dataclasses.replace(jobs[step.job_id], ends_on=None)
            elif step.do == "correct":
                jobs[step.job_id] = CurrentJob(step.job_id, step.terms, step.on)
            else:
                del jobs[step.job_id]
        people[entry.employee_number] = dataclasses.replace(
            one,
            first_name=entry.first_name,
            last_name=entry.last_name,
            email=entry.email,
            hired_on=entry.hired_on,
            left_on=one.left_on if entry in result.movers else None,
            jobs=tuple(jobs.values()),
        )
    return dataclasses.replace(current, people=tuple(people.values()))
