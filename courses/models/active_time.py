"""Seconds of learning by person, activity and day. Counted between what someone presses or writes; practice is not.

That is all that is kept: no page views, no clicks, no times of day but the last one, which the next sum needs.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActiveTime(models.Model):
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="active_time")
    activity = models.ForeignKey("courses.Activity", models.PROTECT, related_name="+")
    day = models.DateField()
    seconds = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("active time")
        ordering = ["person", "day", "activity"]
        constraints = [
            models.UniqueConstraint(fields=["person", "activity", "day"], name="active_time_is_one_sum_a_day"),
            models.CheckConstraint(condition=models.Q(seconds__lte=86_400), name="a_day_has_24_hours"),
        ]
        indexes = [models.Index(fields=["day", "person"], name="active_time_of_a_pay_period")]

    def __str__(self):
        return f"{self.person}, {self.day}: {self.seconds} s"
