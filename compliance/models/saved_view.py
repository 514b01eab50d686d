"""What somebody looks at again and again: a named filter of a list, and its counts by mail."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from compliance.report_days import MONTHLY, WEEKLY

# Of each page, the view that shows it.
WHERE = {"matrix": "overview", "list": "list", "led": "my_people"}


class SavedViewQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(removed_at__isnull=True)

    def seen_by(self, person, pages):
        """Of the pages that this person opens today: one's own, and what colleagues share."""
        return self.kept().filter(models.Q(owner=person) | models.Q(shared=True), page__in=pages)

    def of_others_than(self, seers):
        """Left behind: whoever owns it, or a report of it, is none of these people. Private ones, too."""
        going = Report.objects.exclude(state=Report.State.STOPPED).filter(view=models.OuterRef("pk"))
        orphaned = ~models.Q(owner__in=seers) | models.Q(models.Exists(going.exclude(owner__in=seers)))
        return self.kept().filter(orphaned, page__in=SavedView.OF_THE_DISTRICT)


class SavedView(models.Model):
    class Page(models.TextChoices):
        MATRIX = "matrix", _("units by requirement")
        LIST = "list", _("people")
        LED = "led", _("my people")

    OF_THE_DISTRICT = (Page.MATRIX, Page.LIST)

    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text=_("Made by the page, so a double click is one."))
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    page = models.CharField(max_length=8, choices=Page)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    alone = models.BooleanField(default=False, help_text=_("Of the unit, without those below it."))
    requirement = models.ForeignKey("compliance.Requirement", models.PROTECT, null=True, blank=True, related_name="+")
    show = models.CharField(max_length=10, blank=True)
    shared = models.BooleanField(_("shared with human resources"), default=False)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True, help_text=_("Reports that were sent still name it."))

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                condition=models.Q(removed_at__isnull=True),
                name="a_name_of_a_view_is_used_once",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_view_has_a_name"),
            models.CheckConstraint(
                condition=~models.Q(page="led", shared=True), name="a_view_of_ones_people_is_ones_own"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def url(self) -> str:
        """The list, narrowed as it was saved."""
        asked = {"unit": self.unit.slug if self.unit else "", "below": "without" if self.alone else ""}
        return _address(WHERE[self.page], asked | self._narrowed)

    @property
    def url_of_my_people(self) -> str:
        """The same for a supervisor, whose list knows no units."""
        return _address(WHERE[self.Page.LED], self._narrowed)

    @property
    def _narrowed(self) -> dict[str, str]:
        return {"requirement": self.requirement.slug if self.requirement else "", "show": self.show}


def _address(name: str, asked: dict[str, str]) -> str:
    given = urlencode({name: value for name, value in asked.items() if value})
    where = reverse(f"compliance:{name}")
    return f"{where}?{given}" if given else where


class Report(models.Model):
    """The counts of a view, by mail, week by week or month by month."""

    class Every(models.TextChoices):
        WEEK = WEEKLY, _("every week")
        MONTH = MONTHLY, _("every month")

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        PAUSED = "paused", _("paused")
        STOPPED = "stopped", _("stopped")

    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text=_("Made by the page, so a double click is one."))
    view = models.ForeignKey(SavedView, models.PROTECT, related_name="reports")
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    every = models.CharField(_("how often"), max_length=8, choices=Every)
    day = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(31)])
    starts_on = models.DateField(help_text=_("Days before this one are let pass."))
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report by mail")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every=WEEKLY, day__range=(1, 7)) | models.Q(every=MONTHLY, day__range=(1, 31)),
                name="a_report_falls_on_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.view} ({self.get_every_display()})"


class ReportReader(models.Model):
    report = models.ForeignKey(Report, models.CASCADE, related_name="readers")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+",
        help_text=_("Who took the reader off. Empty: the reader wants it no more."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("reader of a report")
        ordering = ["person__last_name", "person__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "person"], name="a_report_has_a_reader_once"),
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True) | models.Q(ended_at__isnull=False),
                name="a_reader_is_taken_off_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.report_id} to {self.person_id}"


class ReportSent(models.Model):
    """The ledger: what became of a report for one reader on one of its days. Written once."""

    class Why(models.TextChoices):
        NONE = "", ""
        GONE = "gone", _("does not work here now")
        NO_EMAIL = "no_email", _("has no e-mail address")
        ROLE = "role", _("may not see this list any more")
        OWNER = "owner", _("whoever set it up may not see this list any more")

    report = models.ForeignKey(Report, models.PROTECT, related_name="sent")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    day = models.DateField()
    why = models.CharField(max_length=10, choices=Why, blank=True, help_text=_("Why it was not sent."))
    letter = models.ForeignKey("compliance.Letter", models.PROTECT, null=True, blank=True, related_name="reports")
    settled_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report that was sent or not")
        ordering = ["-day", "person__last_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "person", "day"], name="a_report_is_sent_once_a_day_of_it"),
            models.CheckConstraint(
                condition=models.Q(why="", letter__isnull=False) | (~models.Q(why="") & models.Q(letter__isnull=True)),
                name="a_report_went_out_or_says_why_not",
            ),
        ]

    def __str__(self):
        return f"{self.report_id} to {self.person_id}, {self.day}"
