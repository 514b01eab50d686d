"""Letters about what is due: their words, the ledger of what was owed to whom, and each letter that was written."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from compliance.reminding import Kind


class ReminderTemplate(models.Model):
    class Occasion(models.TextChoices):
        ASSIGNED = "assigned", _("Assigned")
        DUE_SOON = "due_soon", _("Due soon")
        DUE_TODAY = "due_today", _("Due today")
        OVERDUE = "overdue", _("Overdue")
        RETURNED = "returned", _("A reply came back")
        EXPIRING = "expiring", _("Expires soon")
        ANSWERED = "answered", _("More time: answered")
        SUPERVISOR = "supervisor", _("Supervisor, once a week")
        REVIEW = "review", _("Page to be reviewed")

    occasion = models.CharField(_("occasion"), max_length=12, choices=Occasion)
    days = models.PositiveSmallIntegerField(
        _("days"),
        default=0,
        validators=[MaxValueValidator(180)],
        help_text=_("Before the date, when due or expiring soon; after it, when overdue or sent back."),
    )
    again = models.PositiveSmallIntegerField(
        _("again every so many days"), default=0, validators=[MaxValueValidator(60)], help_text=_("0: once.")
    )
    times = models.PositiveSmallIntegerField(
        _("how often in all"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    subject = models.CharField(_("subject"), max_length=120)
    text = models.TextField(_("text"), max_length=3000)
    on = models.BooleanField(_("switched on"), default=True)
    optional = models.BooleanField(
        _("people may turn it off"), default=False, help_text=_("Only for letters that nobody must get by law or rule.")
    )
    starts_on = models.DateField(
        help_text=_("Of occasions before this day only the last one is told, to whom it still concerns.")
    )
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("letter")
        ordering = ["occasion", "days"]
        constraints = [
            # Two of one occasion would both be sent.
            models.UniqueConstraint(fields=["occasion", "days"], name="one_letter_for_an_occasion"),
        ]

    def __str__(self):
        when = self.again_said or (self.days_said if self.days else "")
        return ", ".join(filter(None, (str(self.get_occasion_display()), when)))

    @property
    def days_said(self) -> str:
        """Such as 14 days before, 1 day after."""
        if self.occasion in (self.Occasion.DUE_SOON, self.Occasion.EXPIRING):
            return ngettext("%(n)d day before", "%(n)d days before", self.days) % {"n": self.days}
        return ngettext("%(n)d day after", "%(n)d days after", self.days) % {"n": self.days}

    @property
    def again_said(self) -> str:
        if self.times < 2:
            return ""
        return ngettext("every day", "every %(n)d days", self.again) % {"n": self.again}

    @property
    def kind(self) -> Kind:
        return Kind(self.occasion, self.starts_on, self.days, self.again, self.times)


class ReminderPolicy(models.Model):
    """One row, or none: then the defaults stand."""

    class Weekday(models.IntegerChoices):
        MONDAY = 1, _("Monday")
        TUESDAY = 2, _("Tuesday")
        WEDNESDAY = 3, _("Wednesday")
        THURSDAY = 4, _("Thursday")
        FRIDAY = 5, _("Friday")

    digest = models.BooleanField(
        _("one letter a day"), default=True, help_text=_("All that is owed to someone on a day stands in one letter.")
    )
    cap = models.PositiveSmallIntegerField(
        _("letters a week, at most"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    supervisor_day = models.PositiveSmallIntegerField(_("supervisors hear on"), choices=Weekday, default=Weekday.MONDAY)

    class Meta:
        verbose_name = _("rule for letters")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_rule_for_letters")]

    def __str__(self):
        return f"{self.cap} a week"


class Letter(models.Model):
    """One letter to one person, as it was written. `taken_at`: a worker began to send it; a letter that was taken and
    not sent may or may not have gone out, so no worker takes it again: a person looks and sends it anew."""

    class About(models.TextChoices):
        REMINDER = "reminder", _("Reminder")
        SUPERVISOR = "supervisor", _("Supervisor, once a week")
        REVIEW = "review", _("Page to be reviewed")
        REPORT = "report", _("Report by mail")

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=80, unique=True, help_text=_("Names the letter: the same again is the same one."))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="letters")
    about = models.CharField(max_length=12, choices=About)
    on = models.DateField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    written_at = models.DateTimeField()
    again_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="again")
    again_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("letter that was written")
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-written_at"], name="letters_of_a_person"),
            models.Index(fields=["written_at"], condition=models.Q(sent_at__isnull=True), name="letters_not_sent_yet"),
        ]

    def __str__(self):
        return self.key


class Reminder(models.Model):
    """The ledger: what was owed to whom, once. A held row is settled once, and stays as it was settled."""

    class State(models.TextChoices):
        HELD = "held", _("waits")
        SENT = "sent", _("in a letter")
        SKIPPED = "skipped", _("not sent")

    class Why(models.TextChoices):
        NONE = "", ""
        QUIET = "quiet", _("outside their hours")
        CAP = "cap", _("enough letters this week")
        DAILY = "daily", _("one letter a day")
        NO_EMAIL = "no_email", _("no e-mail address: shown on My learning and to the supervisor")
        GONE = "gone", _("does not work here now")
        TURNED_OFF = "turned_off", _("turned off by the reader")
        PASSED = "passed", _("no longer so: done, on hold, scored by somebody now, or the date moved")
        OFF = "off", _("this letter was switched off")

    assignment = models.ForeignKey("compliance.Assignment", models.PROTECT, related_name="reminders")
    template = models.ForeignKey(ReminderTemplate, models.PROTECT, related_name="reminders")
    occasion = models.CharField(max_length=40)
    day = models.DateField(help_text=_("The day of the occasion."))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="reminders")
    state = models.CharField(max_length=8, choices=State, default=State.HELD)
    why = models.CharField(max_length=12, choices=Why, blank=True)
    until = models.DateTimeField(help_text=_("Looked at again from then on."))
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="reminders")
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("reminder")
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "template", "occasion"], name="an_occasion_is_reminded_of_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="held", settled_at__isnull=True, letter__isnull=True)
                | models.Q(state="sent", settled_at__isnull=False, letter__isnull=False)
                | (models.Q(state="skipped", settled_at__isnull=False) & ~models.Q(why="")),
                name="a_reminder_says_what_became_of_it",
            ),
        ]
        indexes = [
            models.Index(fields=["until"], condition=models.Q(state="held"), name="reminders_that_wait"),
            models.Index(fields=["state", "-found_at", "-id"], name="reminders_by_state"),
        ]

    def __str__(self):
        return f"{self.template_id} to {self.person_id}, {self.occasion}"

    @property
    def about(self) -> int:
        """The request for more time that was answered, or 0."""
        return int(self.occasion.partition(":")[2] or 0)


class TurnedOff(models.Model):
    """Someone does not want this kind of letter. Only for letters that are optional."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    template = models.ForeignKey(ReminderTemplate, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("letter that someone turned off")
        constraints = [
            models.UniqueConstraint(fields=["person", "template"], name="a_letter_is_turned_off_once"),
        ]

    def __str__(self):
        return f"{self.person_id}: {self.template_id}"


class CalendarAddress(models.Model):
    """A secret address of a person's own due dates and sessions, for their calendar. A new one ends the old."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    secret = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at__isnull=True), name="one_open_calendar_address"
            ),
        ]

    def __str__(self):
        return f"{self.person_id}"
