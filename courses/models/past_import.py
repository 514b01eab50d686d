"""One file of past completions that HR checked: what it said it would add, and whether that was done or undone."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class PastImport(models.Model):
    class State(models.TextChoices):
        CHECKED = "checked", _("checked, nothing added yet")
        APPLIED = "applied", _("added to the record")
        DISCARDED = "discarded", _("put aside")
        UNDONE = "undone", _("added, then undone")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=200, help_text=_("Where the file is kept in private storage."))
    plan_digest = models.CharField(max_length=64, help_text=_("What was shown; adding something else is refused."))
    summary = models.JSONField(default=dict, help_text=_("Counts: taken, people, refused, already."))
    state = models.CharField(max_length=12, choices=State, default=State.CHECKED)
    uploaded_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    undone_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("import of past completions")
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True) | ~models.Q(undone_reason=""),
                name="an_undone_import_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.file_name} ({self.get_state_display()})"

    @property
    def evidence_prefix(self) -> str:
        """What the keys of its evidence begin with."""
        return f"import:{self.pk}:"
