"""A real call that a supervisor or trainer listened to, scored on the four dimensions. Append-only.

It says how the call went, never who called: no name of a family, no recording.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class ObservedCall(models.Model):
    client_key = models.UUIDField(unique=True, default=uuid.uuid4)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="observed_calls")
    activity = models.ForeignKey("courses.ObservedCallActivity", models.PROTECT, related_name="observed_calls")
    observer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    occurred_at = models.DateTimeField()
    rubric = models.ForeignKey("goals.RubricVersion", models.PROTECT, related_name="+")
    levels = models.JSONField(help_text=_("By dimension, 1 to 4."))
    gate_failed = models.BooleanField(_("a gate was not passed"), default=False)
    note = models.TextField(_("what to keep and what to change"))
    signed_off = models.BooleanField(help_text=_("By the pass rule; then there is evidence."))
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("observed call")
        ordering = ["-occurred_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(person=models.F("observer")), name="nobody_signs_off_their_own_call"
            ),
            models.CheckConstraint(condition=~models.Q(note=""), name="an_observed_call_has_a_note"),
        ]

    def __str__(self):
        return f"{self.person}, {self.occurred_at:%Y-%m-%d}"
