"""What can only be seen across people: addresses used twice, supervisors who are not there, and circles of supervisors.

Refusing one person can bring a conflict to light elsewhere (who is refused keeps the old address and the old
supervisor), so this is repeated until nobody more is refused. Each round refuses someone, so it ends.
"""

import dataclasses

from people.roster.facts import CurrentPerson, Note, RefusedRow, WantedPerson
from people.roster.grouping import hold_back


def settle(
    wanted: dict[str, WantedPerson], known: dict[str, CurrentPerson], present: set[str]
) -> tuple[dict[str, WantedPerson], list[RefusedRow], list[Note]]:
    """People without conflicts, the refusals, and notes on supervisors left out. `present` are numbers on record of
    people who work here today and whom the file does not end by leaving them out."""
    refused: list[RefusedRow] = []
    wanted = dict(wanted)
    while True:
        clear, notes = _with_known_supervisors(wanted, known, present)
        wrong = _taken_addresses(wanted, known) or _circles(clear, known, present)
        if not wrong:
            return clear, refused, notes
        for number in sorted({each.employee_number for each in wrong}):
            theirs = [each for each in wrong if each.employee_number == number]
            refused += theirs + hold_back(wanted.pop(number).lines, number, theirs)


def _taken_addresses(wanted: dict[str, WantedPerson], known: dict[str, CurrentPerson]) -> list[RefusedRow]:
    holders: dict[str, set[str]] = {}
    for number in known.keys() | wanted.keys():
        person = wanted.get(number)
        email = person.email if person and person.says_email else getattr(known.get(number), "email", None)
        if email:
            holders.setdefault(email.lower(), set()).add(number)
    wrong = []
    for email, numbers in sorted(holders.items()):
        owners = {number for number in numbers if (getattr(known.get(number), "email", None) or "").lower() == email}
        for number in sorted(numbers & wanted.keys() - owners) if len(numbers) > 1 else []:
            others = ", ".join(sorted(numbers - {number}))
            wrong.append(RefusedRow(wanted[number].line, number, "email_taken", (("email", email), ("others", others))))
    return wrong


def _with_known_supervisors(
    wanted: dict[str, WantedPerson], known: dict[str, CurrentPerson], present: set[str]
) -> tuple[dict[str, WantedPerson], list[Note]]:
    here = present | wanted.keys()
    clear, notes = {}, []
    for number, person in wanted.items():
        jobs = []
        for job in person.jobs:
            if job.supervisor and job.supervisor not in here:
                code = "supervisor_left" if job.supervisor in known else "supervisor_unknown"
                notes.append(Note(job.line, number, code, (("supervisor", job.supervisor[:40]),)))
                job = dataclasses.replace(job, supervisor=None)
            jobs.append(job)
        clear[number] = dataclasses.replace(person, jobs=tuple(jobs))
    return clear, notes


def _circles(wanted: dict[str, WantedPerson], known: dict[str, CurrentPerson], present: set[str]) -> list[RefusedRow]:
    """A refusal for everyone in the file who stands in a circle of supervisors, with the circle spelled out."""
    above: dict[str, set[str]] = {}
    for number in sorted(present - wanted.keys()):
        above[number] = {j.terms.supervisor for j in known[number].jobs if j.ends_on is None and j.terms.supervisor}
    for number, person in wanted.items():
        kept = () if number not in known else known[number].jobs
        above[number] = {job.supervisor for job in person.jobs if job.supervisor}
        if any(not job.says_supervisor for job in person.jobs):
            above[number] |= {job.terms.supervisor for job in kept if job.ends_on is None and job.terms.supervisor}
    wrong, told = [], set()
    for number in sorted(wanted):
        chain = () if number in told else _circle_from(number, above)
        for member in chain:
            told.add(member)
            if member in wanted:
                at = chain.index(member)
                words = " > ".join((*chain[at:], *chain[:at], member))
                wrong.append(RefusedRow(wanted[member].line, member, "supervisor_circle", (("chain", words),)))
    return wrong


def _circle_from(start: str, above: dict[str, set[str]]) -> tuple[str, ...]:
    """The shortest way from someone up through supervisors back to themselves, or ()."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        further: list[tuple[str, ...]] = []
        for way in ways:
            for boss in sorted(above.get(way[-1], ())):
                if boss == start:
                    return way
                if boss not in seen:
                    seen.add(boss)
                    further.append((*way, boss))
        ways = further
    return ()
