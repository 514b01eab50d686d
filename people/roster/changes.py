"""One person in the file beside the same person on record: what differs, and the steps that carry it out.

A span that has counted is never rewritten. A change closes it and opens the next; what has not counted yet (it starts
today or later) is corrected in place.
"""

import datetime as dt

from people.roster.facts import (
    Change,
    CurrentJob,
    CurrentPerson,
    JobStep,
    JobTerms,
    Joiner,
    Mover,
    WantedJob,
    WantedPerson,
)

_JOB_WORDS = ("unit", "family", "title", "level", "supervisor", "primary")


def joiner(person: WantedPerson, known: CurrentPerson | None, on: dt.date) -> Joiner:
    """Someone new, or someone who left and comes back: the same person, with a new span."""
    left_on = known.left_on if known else None
    # Left by yesterday's count and back today: the last load was a mistake, so the span goes on as if nothing had been.
    undone = [job for job in known.jobs if job.ends_on == on] if known and left_on == on - dt.timedelta(days=1) else []
    steps = []
    for job in person.jobs:
        same = next((old for old in undone if old.terms == _terms(job, old)), None)
        if same:
            undone.remove(same)
            steps.append(JobStep("reopen", same.terms, same.starts_on, same.id))
            continue
        start = job.job_from or person.hired_on or on
        if left_on and start <= left_on:
            start = on
        steps.append(JobStep("open", _terms(job, None), start))
    return Joiner(
        line=person.line,
        employee_number=person.employee_number,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email if person.says_email or known is None else known.email,
        hired_on=person.hired_on or (known.hired_on if known else None),
        returns=known is not None,
        steps=tuple(steps),
    )


def mover(person: WantedPerson, known: CurrentPerson, on: dt.date) -> Mover | None:
    """What changes for someone on record, or None."""
    email = person.email if person.says_email else known.email
    hired_on = person.hired_on or known.hired_on
    changes = []
    if (person.first_name, person.last_name) != (known.first_name, known.last_name):
        changes.append(Change("name", known.name, f"{person.first_name} {person.last_name}"))
    if email != known.email:
        changes.append(Change("email", known.email or "", email or ""))
    if hired_on != known.hired_on:
        changes.append(Change("hired_on", str(known.hired_on or ""), str(hired_on)))
    steps: list[JobStep] = []
    pairs, new, gone = _pair(*_still_to_say(person, known))
    for job, old in pairs:
        more, step = _differences(job, old, on)
        changes += more
        steps += step
    for job in new:
        terms, start = _terms(job, None), job.job_from or on
        changes.append(Change("job_added", "", f"{terms.unit} / {terms.family}", start))
        steps.append(JobStep("open", terms, start))
    for old in gone:
        changes.append(Change("job_ended", f"{old.terms.unit} / {old.terms.family}", "", on))
        steps.append(JobStep("close" if old.starts_on < on else "drop", old.terms, on, old.id))
    if not changes:
        return None
    return Mover(
        line=person.line,
        employee_number=person.employee_number,
        first_name=person.first_name,
        last_name=person.last_name,
        email=email,
        hired_on=hired_on,
        changes=tuple(changes),
        steps=tuple(steps),
    )


def _still_to_say(person: WantedPerson, known: CurrentPerson) -> tuple[tuple[WantedJob, ...], list[CurrentJob]]:
    """The rows and the running jobs to compare. With a last day noted there are none: a roster lists a leaver up to
    that day, and a job opened from such a row would never end."""
    if known.left_on is not None:
        return (), []
    return person.jobs, [job for job in known.jobs if job.ends_on is None]


def _terms(job: WantedJob, old: CurrentJob | None) -> JobTerms:
    """The job's terms, with what the file does not say taken from the job on record."""
    before = old.terms if old else None
    return JobTerms(
        unit=job.unit,
        family=job.family,
        title=job.title if job.title is not None else (before.title if before else ""),
        level=job.level or (before.level if before else "experienced"),
        supervisor=job.supervisor if job.says_supervisor else (before.supervisor if before else None),
        primary=bool(job.primary),
    )


def _pair(
    wanted: tuple[WantedJob, ...], open_jobs: list[CurrentJob]
) -> tuple[list[tuple[WantedJob, CurrentJob]], list[WantedJob], list[CurrentJob]]:
    """Which row speaks of which job: the same work since the day that the row names, then the same work, then the
    primary one, then the only ones left."""
    rows, olds = list(wanted), sorted(open_jobs, key=lambda job: (job.starts_on, job.id))
    pairs = []
    for alike in (
        lambda job, old: job.job_from == old.starts_on and _terms(job, old) == old.terms,
        lambda job, old: _terms(job, old) == old.terms,
        lambda job, old: (job.unit, job.family, job.title) == (old.terms.unit, old.terms.family, old.terms.title),
        lambda job, old: (job.unit, job.family) == (old.terms.unit, old.terms.family),
        lambda job, old: bool(job.primary) and old.terms.primary,
    ):
        for job in list(rows):
            old = next((each for each in olds if alike(job, each)), None)
            if old:
                pairs.append((job, old))
                rows.remove(job)
                olds.remove(old)
    if len(rows) == len(olds) == 1:
        pairs.append((rows.pop(), olds.pop()))
    return pairs, rows, olds


def _differences(job: WantedJob, old: CurrentJob, on: dt.date) -> tuple[list[Change], list[JobStep]]:
    terms = _terms(job, old)
    ahead = old.starts_on > on
    start = job.job_from if ahead and job.job_from else old.starts_on
    if terms == old.terms and start == old.starts_on:
        return [], []
    since = job.job_from if job.job_from and job.job_from > old.starts_on else on
    in_place = ahead or since <= old.starts_on
    changes = [
        Change(word, _said(getattr(old.terms, word)), _said(getattr(terms, word)), start if in_place else since)
        for word in _JOB_WORDS
        if getattr(terms, word) != getattr(old.terms, word)
    ]
    if start != old.starts_on:
        changes.append(Change("starts_on", str(old.starts_on), str(start)))
    if in_place:
        return changes, [JobStep("correct", terms, start, old.id)]
    return changes, [JobStep("close", old.terms, since, old.id), JobStep("open", terms, since, after=old.id)]


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
