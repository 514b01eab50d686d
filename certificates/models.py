"""Proof of completion. A `Credential` is one claim, made once; each time it is put on paper is a `CredentialIssue`.

A `Transcript` is a person's record on paper, as of a day. Issues, events and transcripts are append-only. Expired is
read from `good_until`, never written. The public page shows the latest issue and the least personal data.
"""

import datetime as dt
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Credential(models.Model):
    public_id = models.CharField(_("number"), max_length=16, unique=True, help_text=_("Random: TR-7K4M-92QX."))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="credentials")
    # A double click, a retry and the nightly sweep make one: the claim is unique on what it claims.
    enrollment = models.OneToOneField(
        "courses.Enrollment", models.PROTECT, null=True, blank=True, related_name="credential"
    )
    course = models.ForeignKey("courses.Course", models.PROTECT, null=True, blank=True, related_name="credentials")
    # A requirement of several courses, for one cycle: a program.
    assignment = models.OneToOneField(
        "compliance.Assignment", models.PROTECT, null=True, blank=True, related_name="credential"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("certificate")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(enrollment__isnull=False, course__isnull=False, assignment__isnull=True)
                | models.Q(enrollment__isnull=True, course__isnull=True, assignment__isnull=False),
                name="certificate_is_of_a_course_or_of_a_program",
            ),
        ]

    def __str__(self):
        return self.public_id


class CredentialIssue(models.Model):
    class Why(models.TextChoices):
        FIRST = "first", _("first issue")
        CORRECTED = "corrected", _("corrected")
        REISSUED = "reissued", _("issued again")

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="issues")
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=12, choices=Why, default=Why.FIRST)
    reason = models.TextField(blank=True)
    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("course"), max_length=255)
    edition = models.ForeignKey(
        "courses.CourseEdition", models.PROTECT, null=True, blank=True, related_name="+", help_text=_("Of one course.")
    )
    outcomes = models.JSONField(default=list)
    minutes = models.PositiveIntegerField()
    # Conversations in which a person's score met the pass rule, for the sentence on the certificate.
    scored_conversations = models.PositiveSmallIntegerField(default=0)
    district = models.CharField(max_length=160)
    signer = models.CharField(max_length=160)
    completed_on = models.DateField()
    good_until = models.DateField(null=True, blank=True, help_text=_("The last day that counts."))
    file = models.CharField(max_length=200, help_text=_("Where the PDF lies in private storage."))
    sha256 = models.CharField(max_length=64)
    client_key = models.UUIDField(null=True, unique=True, help_text=_("Of the click that asked for it."))
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("certificate issue")
        ordering = ["credential", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["credential", "number"], name="issue_number_is_used_once"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="a_later_issue_gives_its_reason"
            ),
        ]

    def __str__(self):
        return f"{self.credential}, issue {self.number}"

    def expired(self, on: dt.date) -> bool:
        return self.good_until is not None and on > self.good_until


class CredentialEvent(models.Model):
    class Kind(models.TextChoices):
        REVOKED = "revoked", _("revoked")
        RESTORED = "restored", _("restored")

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("certificate event")
        ordering = ["credential", "at", "pk"]

    def __str__(self):
        return f"{self.credential}: {self.get_kind_display()}"


class Transcript(models.Model):
    """Somebody asked for a person's record on paper, as of a day. The worker makes the file."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text=_("Made by the page, so a double click is one."))
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="transcripts")
    as_of = models.DateField(_("as of"))
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("training record on paper")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return f"{self.person} ({self.as_of})"

    @property
    def promise_key(self) -> str:
        return f"transcript.asked:{self.pk}"


class TranscriptFile(models.Model):
    """The PDF as it was given."""

    transcript = models.OneToOneField(Transcript, models.PROTECT, related_name="file")
    name = models.CharField(max_length=100, help_text=_("In private storage."))
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of a training record on paper")

    def __str__(self):
        return f"{self.transcript_id}: {self.sha256}"
