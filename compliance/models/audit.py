"""What was handed to an auditor: who asked for what, as of which day, and the files as they were given.

Rows are kept as written. The files lie in private storage under the SHA-256 of their bytes.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

# More lines are some forty pages that nobody reads. Paper then holds the counts, and which files hold the lines.
MOST_ON_PAPER = 500


class AuditExport(models.Model):
    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text=_("Made by the page, so a double click is one."))
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    as_of = models.DateField(_("as of"))
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    requirement = models.ForeignKey("compliance.Requirement", models.PROTECT, null=True, blank=True, related_name="+")
    first_day = models.DateField(_("from"), null=True, blank=True)
    last_day = models.DateField(_("to"), null=True, blank=True)
    words = models.TextField(_("what was asked for, in words"))

    class Meta:
        verbose_name = _("audit export")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__isnull=True)
                | models.Q(last_day__isnull=True)
                | models.Q(first_day__lte=models.F("last_day")),
                name="a_period_of_an_export_is_not_backwards",
            ),
            models.CheckConstraint(condition=~models.Q(words=""), name="an_export_says_what_it_holds"),
        ]

    def __str__(self):
        return f"{self.words} ({self.as_of})"

    @property
    def promise_key(self) -> str:
        return f"audit.asked:{self.pk}"

    @property
    def paper_key(self) -> str:
        """Of the promise to print it."""
        return f"audit.made:{self.pk}"


class AuditFile(models.Model):
    class Kind(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"
        PDF = "pdf", "PDF"

    export = models.ForeignKey(AuditExport, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, choices=Kind)
    name = models.CharField(max_length=100, help_text=_("In private storage."))
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of an audit export")
        ordering = ["export", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["export", "kind"], name="an_export_has_one_file_of_a_kind"),
        ]

    def __str__(self):
        return f"{self.export}: {self.kind}"

    @property
    def filename(self) -> str:
        """As whoever asked for it saves it."""
        return f"audit-{self.export.as_of.isoformat()}-{self.sha256[:8]}.{self.kind}"

    @property
    def is_summary(self) -> bool:
        return self.kind == self.Kind.PDF and self.rows > MOST_ON_PAPER
