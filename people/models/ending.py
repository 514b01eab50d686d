"""A last day that was set by hand: the jobs as they were before it and as it left them, so that exactly that is taken
back when the person stays after all."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ending(models.Model):
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="endings")
    last_day = models.DateField(_("last day"))
    before = models.JSONField(help_text=_("The jobs by id."))
    after = models.JSONField(help_text=_("The jobs by id."))
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("last day set by hand")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.person}: {self.last_day}"
