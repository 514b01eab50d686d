"""One press that allowed the same to many: each has an adjustment of their own; this row keeps a second press out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.models.adjustment import Adjustment


class BulkAdjustment(models.Model):
    key = models.UUIDField(unique=True, help_text=_("Made by the page, so a double click is one."))
    kind = models.CharField(max_length=10, choices=Adjustment.Kind)
    until = models.DateField(_("until"), null=True, blank=True)
    reason = models.TextField(_("reason"))
    approver = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    changed = models.PositiveIntegerField(help_text=_("How many were given it."))
    left_out = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("adjustment of many")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_adjustment_of_many_says_why"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.changed}"
