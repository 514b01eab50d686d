"""A second reading of `docs/features/cadence.md` with nothing of the engine in it: rows of the database in, cycles out.

It goes through the days one by one and asks each day the same few questions. Slow, and written to be read beside the
document. For records of one person that were never merged, and for rules that the tests use.
"""

import datetime as dt
from dataclasses import dataclass, field

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from compliance.models import Adjustment, Leave, Membership
from courses.models import Evidence

DAY = dt.timedelta(days=1)
YEAR_START = (7, 1)


@dataclass
class Cycle:
    number: int
    assigned: dt.date
    terms: object
    first_due: dt.date
    due: dt.date
    year: int | None = None
    completed: dt.date | None = None
    waived: dt.date | None = None
    expires: dt.date | None = None
    evidence: frozenset = frozenset()
    closed: dt.date | None = None

    @property
    def settled(self):
        return bool(self.completed or self.waived)


@dataclass
class Reading:
    """Of one person under one requirement as of today."""

    requirement: object
    person: object
    today: dt.date
    cycles: list = field(default_factory=list)
    left: bool = False
    stay: list = field(default_factory=list)

    def __post_init__(self):
        self.terms = list(self.requirement.terms.order_by("starts_on", "pk"))
        self.courses = {each.pk: [row.course_id for row in each.asked.order_by("order")] for each in self.terms}
        self.every_course = {course for courses in self.courses.values() for course in courses}
        rows = Evidence.objects.filter(person=self.person, course__in=self.every_course, voids=None, voided_by=None)
        self.evidence = [(row.pk, row.course_id, _day(row.occurred_at), row.recorded_at) for row in rows]
        self.leaves = [(row.starts_on, row.back_on) for row in Leave.objects.filter(
            person=self.person, cancels=False, voided_by=None)]  # fmt: skip
        self.adjustments = list(Adjustment.objects.standing().filter(
            assignment__person=self.person, assignment__requirement=self.requirement, assignment__part=0
        ).select_related("assignment").order_by("pk"))  # fmt: skip
        self.hired, spans = [], []
        for row in Membership.objects.filter(
            person=self.person, audience=self.requirement.audience_id, voided_at=None
        ).order_by("starts_on", "pk"):
            start = max(row.starts_on, row.known_on)
            if row.ends_on and row.ends_on <= start:
                continue
            self.hired += [row.hired_on] if row.hired_on else []
            if spans and (spans[-1][1] is None or spans[-1][1] >= start):
                spans[-1] = (spans[-1][0], row.ends_on)
            else:
                spans.append((start, row.ends_on))
        for start, end in spans:
            self.goes_through(start, end)

    # --- the days of one stay -------------------------------------------------------------------------------------
    def goes_through(self, start, end):
        start = max(start, self.terms[0].starts_on)
        while away := [back for since, back in self.leaves if since <= start and (back is None or start < back)]:
            if away[0] is None or away[0] > self.today:
                return
            start = away[0]
        if (end and start >= end) or start > self.today:
            return
        self.left = bool(end and end <= self.today)
        last = min(self.today, end - DAY) if end else self.today
        carried = next((each for each in reversed(self.cycles) if each.settled), None)
        if carried and carried.expires and carried.expires < start:
            carried = None
        rule = self.terms_of(start).rule
        mine = []
        self.stay = [carried] if carried else []
        if carried and rule["cadence"] == "once":
            again = Cycle(**(vars(carried) | {"number": carried.number + 1, "assigned": start, "closed": None}))
            self.cycles.append(again)
            return
        if not carried:
            year = _year(start) if rule["cadence"] == "school_year" else None
            mine.append(self.asked(start, end, None, year))
        day = start
        while day <= last:
            before = mine[-1] if mine else carried
            opens, year = self.opens(before, start)
            if opens and opens <= day:
                mine.append(self.asked(opens, end, before, year))
            else:
                day += DAY
        if not mine:  # the proof is good still: the old cycle goes on
            self.cycles.append(carried)
            carried.closed = None
        for each in mine:
            if self.left and not each.settled and not each.closed:
                each.closed = end
        self.cycles += mine
        self.stay += mine

    def opens(self, cycle, start):
        """When the next one is asked, and of which school year it is."""
        rule = self.terms_of(cycle.assigned).rule
        if rule["cadence"] == "once":
            return None, None
        # One at a time: what it follows was asked by then, and done.
        free = max(cycle.assigned, cycle.completed or cycle.assigned)
        if rule["cadence"] == "school_year":
            year = max(cycle.year, _year(cycle.expires) if cycle.settled and cycle.expires else 0) + 1
            # What is missed stays overdue until its year ends: only who is done is asked for the next one early.
            early = _span(rule, "window") if cycle.settled else relativedelta()
            return max(dt.date(year, *YEAR_START) - early, free, start), year
        if not cycle.settled or cycle.expires is None:
            return None, None
        return max(cycle.expires - _span(rule, "window"), free, start), None

    def terms_of(self, day):
        return ([each for each in self.terms if each.starts_on <= day] or self.terms[:1])[-1]

    # --- one cycle ------------------------------------------------------------------------------------------------
    def asked(self, day, end, before, year):
        terms = self.terms_of(day)
        rule, number = terms.rule, len(self.cycles) + 1
        if before and before.number >= number:
            number = before.number + 1
        first = self.first_due(rule, day, before, year, end)
        cycle = Cycle(number, day, terms, first, self.moved(rule, day, first, number), year)
        over = dt.date(year + 1, *YEAR_START) if year is not None else None
        until = min(filter(None, (end, over)), default=None)
        self.settle(cycle, until, before)
        if over and over <= self.today and (end is None or over <= end) and not cycle.settled:
            cycle.closed = over - DAY
        return cycle

    def first_due(self, rule, day, before, year, end):
        due = rule.get("due") or {}
        if year is not None:
            found = dt.date(year, *map(int, rule["due_day"].split("-")))
            found = found if found >= dt.date(year, *YEAR_START) else dt.date(year + 1, found.month, found.day)
        elif before:
            found = before.expires
        else:
            hired = [each for each in self.hired if end is None or each < end]
            known = [each for each in hired if each <= day] or sorted(hired)[:1]
            base = max(known) if due.get("after") == "hire" and known else day
            found = base + due.get("days", 30) * DAY
        if found < day and (year is not None or not before):
            found = day + rule.get("least_days", 30) * DAY
        if rule.get("weekend") == "next":
            while found.weekday() > 4:
                found += DAY
        return found

    def moved(self, rule, day, due, number):
        """By leave and holds that are over, and by more time, as they came; a day away is counted once."""
        away = [(since, back) for since, back in self.leaves if back and back <= self.today]
        away += [
            (each.on, each.until)
            for each in self.adjustments
            if each.kind == "hold" and each.assignment.cycle == number and each.until and each.until <= self.today
        ]
        absent = {since + n * DAY for since, back in away for n in range((back - since).days)}
        begins = sorted(each for each in absent if each - DAY not in absent)
        for each in begins:
            back = each
            while back in absent:
                back += DAY
            due = self.more_time(day, due, number, before=each)
            if due < each or back <= day:
                continue
            if rule.get("hold"):
                due = max(due, back + rule["hold"]["days_after_return"] * DAY)
            else:
                due += back - max(each, day)
        return self.more_time(day, due, number)

    def more_time(self, day, due, number, before=dt.date.max):
        given = [
            each.until
            for each in self.adjustments
            if each.kind == "extension" and each.assignment.cycle == number and day <= each.on < before
        ]
        return max([due, *given])

    def settle(self, cycle, until, before):
        rule = cycle.terms.rule
        waivers = [
            each
            for each in self.adjustments
            if each.kind == "waiver" and each.assignment.cycle == cycle.number and cycle.assigned <= each.on
            and (until is None or each.on <= until)
        ]  # fmt: skip
        waiver = waivers[-1] if waivers else None
        covered = waiver and (waiver.until or self.waived_until(rule, cycle))
        over = covered and rule["cadence"] == "once" and covered < self.today
        taken_over = None
        if covered and rule["cadence"] == "school_year":
            taken_over = dt.date(_year(covered) + 1, *YEAR_START) - _span(rule, "window")
        elif covered and rule["cadence"] != "once":
            taken_over = covered - _span(rule, "window")
        used = self.used(cycle, until, before, taken_over)
        if used:
            cycle.completed = max(on for _pk, on in used)
            cycle.evidence = frozenset(pk for pk, _on in used)
            cycle.expires = self.good_until(rule, cycle, cycle.completed, before)
        elif waiver and not over:
            cycle.waived, cycle.expires = waiver.on, covered
        if over and (cycle.completed is None or cycle.completed > covered):
            cycle.due = max(cycle.due, covered)

    def used(self, cycle, until, before, taken_over):
        """The first moment at which enough was on record says what counts."""
        courses = self.courses[cycle.terms.pk]
        needed = min(cycle.terms.needed or len(courses), len(courses))
        after = before.completed if before and before.completed else dt.date.min
        same_day = [each.recorded_at for each in self.terms if each.starts_on == cycle.terms.starts_on]
        asked_at = max(_morning(cycle.assigned), same_day[0])
        able = [
            (pk, course, on, max(recorded, asked_at))
            for pk, course, on, recorded in self.evidence
            if course in courses and after < on and (until is None or on < until) and on <= self.today
            and (taken_over is None or max(on, _day(max(recorded, asked_at))) < taken_over)
            and self.counts(cycle, on, before)
        ]  # fmt: skip
        for moment in sorted({recorded for *_rest, recorded in able}):
            known = [(pk, course, on) for pk, course, on, recorded in able if recorded <= moment]
            earlier, inside = {}, {}
            for pk, course, on in sorted(known, key=lambda each: (each[2], str(each[0]))):
                if on < cycle.assigned:
                    earlier[course] = (pk, on)
                else:
                    inside.setdefault(course, (pk, on))
            fresh = sorted(earlier.values(), key=lambda each: (each[1], str(each[0])), reverse=True)
            shown = [each for course, each in inside.items() if course not in earlier]
            shown.sort(key=lambda each: (each[1], str(each[0])))
            if len(fresh) + len(shown) >= needed:
                return (fresh + shown)[:needed]
        return []

    def counts(self, cycle, on, before):
        if on >= cycle.assigned:
            return True
        rule = cycle.terms.rule
        fresh = rule.get("freshness", "any" if rule["cadence"] == "once" else None)
        if fresh is None or (fresh != "any" and on < cycle.assigned - relativedelta(**fresh)):
            return False
        good = self.good_until(rule, cycle, on, before)
        needed_on = max(cycle.assigned, dt.date(cycle.year, *YEAR_START)) if cycle.year is not None else cycle.assigned
        return good is None or good >= needed_on

    # --- how long -------------------------------------------------------------------------------------------------
    def good_until(self, rule, cycle, done, before):
        if rule["cadence"] == "once":
            return None
        if rule["cadence"] == "school_year":
            year = max(_year(done), cycle.year) if done >= cycle.assigned else _year(done)
            ends = dt.date(year + 1, *YEAR_START) - DAY
            return ends if ends >= done + _span(rule, "minimum_active") else ends + relativedelta(years=1)
        if rule["cadence"] == "fixed_date":
            return _anchor(rule, done)
        base = done
        if rule["cadence"] == "from_expiry" and cycle.assigned <= done <= cycle.due + rule.get("grace_days", 0) * DAY:
            base = before.expires if before and before.expires else cycle.first_due
        return base + _span(rule, "period")

    def waived_until(self, rule, cycle):
        if rule["cadence"] == "once":
            return None
        if rule["cadence"] == "school_year":
            return dt.date(cycle.year + 1, *YEAR_START) - DAY
        if rule["cadence"] == "fixed_date":
            return _anchor(rule, cycle.first_due)
        return cycle.first_due + _span(rule, "period")

    # --- the word of today ----------------------------------------------------------------------------------------
    def word(self):
        cycle, today = self.cycles[-1], self.today
        if self.left or cycle.closed:
            return "closed"
        rule = cycle.terms.rule
        if cycle.settled:
            if cycle.expires and today > cycle.expires:
                return "expired"
            return "completed" if cycle.completed else "waived"
        if self.is_away(cycle):
            return "on_hold"
        # Of this stay: who returns after a proof ran out has fresh days.
        proofs = [each.expires for each in self.stay if each.settled]
        if proofs and proofs[-1] and today > proofs[-1] and rule["cadence"] != "school_year":
            return "expired"
        if today > cycle.due + rule.get("grace_days", 0) * DAY:
            return "overdue"
        begun = len(self.every_course) > 1 and any(cycle.assigned <= on <= today for _pk, _c, on, _r in self.evidence)
        return "in_progress" if begun else "assigned"

    def is_away(self, cycle):
        spans = [*self.leaves]
        spans += [
            (each.on, each.until)
            for each in self.adjustments
            if each.kind == "hold" and each.assignment.cycle == cycle.number
        ]
        return any(since <= self.today and (back is None or self.today < back) for since, back in spans)


def _anchor(rule, done):
    least = max(done + DAY, done + _span(rule, "minimum_active"))
    first, k = dt.date.fromisoformat(rule["anchor"]), -50
    while first + _span(rule, "period") * k < least:
        k += 1
    return first + _span(rule, "period") * k


def _span(rule, name):
    return relativedelta(**(rule.get(name) or {}))


def _year(day):
    return day.year if day >= dt.date(day.year, *YEAR_START) else day.year - 1


def _morning(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _day(at):
    return timezone.localdate(at)
