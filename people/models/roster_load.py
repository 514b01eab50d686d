"""One roster file that HR checked: what it said it would change, and whether and when that was done."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class RosterLoad(models.Model):
    class State(models.TextChoices):
        CHECKED = "checked", _("checked, nothing changed yet")
        APPLIED = "applied", _("applied")
        DISCARDED = "discarded", _("discarded")
        UNDONE = "undone", _("applied, then undone")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=200, help_text=_("Where the file is kept in private storage."))
    plan_digest = models.CharField(max_length=64, help_text=_("What was shown; applying something else is refused."))
    summary = models.JSONField(default=dict, help_text=_("Counts: joiners, movers, leavers, unchanged, refused."))
    state = models.CharField(max_length=12, choices=State, default=State.CHECKED)
    uploaded_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    # Who stayed as they were when the load was undone: code and facts of the sentence, as they were shown.
    undone_summary = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("roster load")
        ordering = ["-uploaded_at"]

    def __str__(self):
        return f"{self.file_name} ({self.get_state_display()})"
