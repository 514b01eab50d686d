"""In-person sessions: when and where, who has a place, who waits. Attendance is evidence, not a row here."""

import datetime as dt
import secrets
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CODE_SIGNS = "23456789"  # read from the far end of a room and typed on a phone


def new_code() -> str:
    return "".join(secrets.choice(CODE_SIGNS) for _sign in range(6))


class SessionQuerySet(models.QuerySet):
    def to_come(self, now: dt.datetime):
        """Not over and not called off."""
        return self.filter(ends_at__gte=now, cancelled_at__isnull=True)


class Session(models.Model):
    """One meeting in a room. Its activity may stand in courses, or nowhere but here."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey("courses.SessionActivity", models.PROTECT, related_name="sessions")
    place = models.CharField(_("place"), max_length=120)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True, help_text=_("Empty: no limit."))
    facilitator = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    code = models.CharField(max_length=8, default=new_code)
    # Whoever has this address may sign people in: it is opened in the room, on a computer without anyone's session.
    kiosk = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    planned_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True) | ~models.Q(cancelled_reason=""),
                name="a_session_called_off_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.activity}, {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def evidence_prefix(self) -> str:
        """What the keys of attendance begin with."""
        return f"session:{self.pk}:"


class SignUp(models.Model):
    class State(models.TextChoices):
        IN = "in", _("has a place")
        WAITING = "waiting", _("waiting list")
        OUT = "out", _("signed off")

    session = models.ForeignKey(Session, models.PROTECT, related_name="sign_ups")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="sign_ups")
    state = models.CharField(max_length=8, choices=State)
    at = models.DateTimeField(help_text=_("Decides who is next on the waiting list."))

    class Meta:
        verbose_name = _("sign-up")
        ordering = ["at", "pk"]
        constraints = [
            # Two clicks would otherwise take two places.
            models.UniqueConstraint(fields=["session", "person"], name="one_place_a_person_in_a_session"),
        ]

    def __str__(self):
        return f"{self.person}: {self.session}"
