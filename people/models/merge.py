"""Two records that turned out to be one person: which one is kept, who said so and why, and whether it was undone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    keeper = models.ForeignKey("people.Person", models.PROTECT, related_name="merges_kept")
    other = models.ForeignKey("people.Person", models.PROTECT, related_name="merges_away")
    reason = models.TextField(_("reason"))
    merged_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    merged_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("merge")
        ordering = ["-merged_at", "-pk"]
        constraints = [
            # A double click would otherwise merge twice, and an undo would undo half.
            models.UniqueConstraint(
                fields=["other"], condition=models.Q(undone_at__isnull=True), name="a_record_is_merged_away_once"
            ),
            models.CheckConstraint(condition=~models.Q(keeper=models.F("other")), name="nobody_is_merged_into_self"),
        ]

    def __str__(self):
        return f"{self.other} into {self.keeper}"
