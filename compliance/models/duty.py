"""What must be finished before a duty: essentials before anyone answers the phones. Told, not enforced: no system here
holds a phone back.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DutyGateQuerySet(models.QuerySet):
    def newest(self):
        """Of each requirement the row that was written last."""
        later = DutyGate.objects.filter(requirement=models.OuterRef("requirement"), pk__gt=models.OuterRef("pk"))
        return self.filter(~models.Exists(later))

    def standing(self):
        return self.newest().exclude(duty="")


class DutyGate(models.Model):
    """From when it was recorded, the requirement must be finished before the duty. The latest row holds."""

    requirement = models.ForeignKey("compliance.Requirement", models.PROTECT, related_name="gates")
    # As it follows "cleared to": answer the phones. Empty: a gate no longer.
    duty = models.CharField(_("before people may"), max_length=80, blank=True)
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    objects = DutyGateQuerySet.as_manager()

    class Meta:
        verbose_name = _("gate before a duty")
        ordering = ["requirement", "pk"]

    def __str__(self):
        return f"{self.requirement}: {self.duty or '-'}"
