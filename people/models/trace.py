"""What one deed did to one person's record: as it was before, and as it was left. So that exactly that can be undone.

By employee number, not by a key: a person whom a load made may be taken back whole, and the trace stays.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trace(models.Model):
    load = models.ForeignKey("people.RosterLoad", models.PROTECT, null=True, blank=True, related_name="traces")
    merge = models.ForeignKey("people.Merge", models.PROTECT, null=True, blank=True, related_name="traces")
    number = models.CharField(_("employee number"), max_length=32)
    name = models.CharField(_("name"), max_length=320)
    before = models.JSONField(null=True, help_text=_("Null: the person was not on record."))
    after = models.JSONField()

    class Meta:
        verbose_name = _("trace")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(load__isnull=False, merge__isnull=True)
                | models.Q(load__isnull=True, merge__isnull=False),
                name="a_trace_is_of_a_load_or_of_a_merge",
            ),
            models.UniqueConstraint(fields=["load", "number"], name="a_load_leaves_one_trace_of_a_person"),
            models.UniqueConstraint(fields=["merge", "number"], name="a_merge_leaves_one_trace_of_a_person"),
        ]

    def __str__(self):
        return f"{self.name} ({self.number})"
