"""One person, one requirement, one cycle. Dates and facts alone: overdue and expired are read from the dates.

A row is what `compliance.cadence` answers from the record; `manage.py rebuild_status` gives the same rows again.
Nothing hangs on these columns that is not written elsewhere for good: evidence, adjustments, terms, memberships.
"""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.models.standing import AssignmentQuerySet
from compliance.status import Facts, last_soon, status_of

# Rows that a day makes late: found by that day.
TURNS_LATE = models.Q(current=True, late_from__isnull=False)


class Assignment(models.Model):
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="assignments")
    requirement = models.ForeignKey("compliance.Requirement", models.PROTECT, related_name="assignments")
    cycle = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(default=0, help_text=_("0 is the whole; others are top-ups and retakes."))
    release = models.ForeignKey(
        "courses.CourseEdition", models.PROTECT, null=True, blank=True, related_name="+",
        help_text=_("Of a part: the release that asked for it."),
    )  # fmt: skip
    terms = models.ForeignKey("compliance.Terms", models.PROTECT, related_name="+")
    membership = models.ForeignKey("compliance.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="assignments")
    # Of several cycles the one that pages show and counters count.
    current = models.BooleanField(default=True)

    assigned_on = models.DateField()
    opens_on = models.DateField()
    first_due_on = models.DateField(help_text=_("Before leave and extensions."))
    due_on = models.DateField(help_text=_("The last day that is in time."))
    overdue_from = models.DateField(help_text=_("The day after due and grace."))
    unrealistic = models.BooleanField(default=False, help_text=_("The due date was past when it was assigned."))
    sum = models.JSONField(default=list, help_text=_("How the dates came to be, a line each."))

    started_on = models.DateField(null=True, blank=True)
    awaiting_since = models.DateField(null=True, blank=True)
    returned_until = models.DateField(null=True, blank=True)
    held_from = models.DateField(null=True, blank=True)
    held_until = models.DateField(null=True, blank=True, help_text=_("The day of return."))
    completed_on = models.DateField(null=True, blank=True)
    waived_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True, help_text=_("The last day that counts."))
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.CharField(max_length=200, blank=True)
    # What an earlier cycle showed: a renewal that has opened is asked of someone who still holds good proof.
    proof_until = models.DateField(null=True, blank=True)
    late_from = models.DateField(
        null=True, blank=True, help_text=_("The day from which it is overdue or expired, by time alone.")
    )
    # The day as of which the counters took the row in: what they hold for it is read from its facts as of then.
    counted_on = models.DateField(null=True, blank=True)
    changes_on = models.DateField(
        null=True, blank=True, help_text=_("The next day on which time alone changes the row: the nightly run looks.")
    )

    word: str  # the status as of a day, of rows that were read with `objects.read(on)`

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        ordering = ["person", "requirement", "cycle", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "requirement", "cycle", "part"], name="a_cycle_is_assigned_to_a_person_once"
            ),
            # The news of a release may come twice.
            models.UniqueConstraint(
                fields=["person", "requirement", "release"],
                condition=models.Q(release__isnull=False),
                name="a_release_asks_a_person_once",
            ),
            models.CheckConstraint(
                condition=models.Q(part=0, release__isnull=True) | models.Q(part__gt=0, release__isnull=False),
                name="a_part_names_its_release",
            ),
            # Counted twice otherwise.
            models.UniqueConstraint(
                fields=["person", "requirement"],
                condition=models.Q(current=True, part=0),
                name="one_current_cycle_of_a_requirement",
            ),
            models.CheckConstraint(
                condition=models.Q(completed_on__isnull=True) | models.Q(waived_on__isnull=True),
                name="completed_outranks_waived",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True, closed_reason="")
                | (models.Q(closed_on__isnull=False) & ~models.Q(closed_reason="")),
                name="a_closed_assignment_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("first_due_on")), name="a_due_date_never_moves_earlier"
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "requirement", "overdue_from"],
                condition=models.Q(current=True),
                name="assignments_of_a_unit",
            ),
            models.Index(fields=["late_from", "id"], condition=TURNS_LATE, name="assignments_by_lateness"),
            models.Index(fields=["unit", "late_from", "id"], condition=TURNS_LATE, name="late_assignments_of_a_unit"),
            models.Index(fields=["requirement", "person"], name="assignments_of_requirement"),
            models.Index(
                fields=["changes_on"], condition=models.Q(changes_on__isnull=False), name="assignments_time_changes"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.requirement}, cycle {self.cycle}"

    @property
    def facts(self) -> Facts:
        return Facts(**{name: getattr(self, name) for name in FACT_FIELDS})

    def status(self, on: dt.date) -> str:
        """The word for it on that day, as far as the row knows."""
        return status_of(self.facts, on)

    def is_soon(self, on: dt.date) -> bool:
        return self.late_from is not None and on < self.late_from <= last_soon(on)

    def is_settled(self) -> bool:
        return bool(self.completed_on or self.waived_on)


FACT_FIELDS = (
    "overdue_from", "started_on", "awaiting_since", "returned_until", "held_from", "held_until", "completed_on",
    "waived_on", "expires_on", "closed_on", "proof_until",
)  # fmt: skip


class EvidenceUse(models.Model):
    """One piece of evidence counts for one assignment. The same piece may count for several requirements."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="uses")
    evidence = models.ForeignKey("courses.Evidence", models.PROTECT, related_name="uses")

    class Meta:
        verbose_name = _("use of evidence")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "evidence"], name="evidence_counts_once_for_an_assignment"),
        ]

    def __str__(self):
        return f"{self.assignment}: {self.evidence}"
