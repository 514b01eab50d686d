"""What someone may do here, from when to when. Grants sync to Django groups (`people.actions.sync_groups`)."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    TRAINER = "trainer", _("trainer")
    MARKER = "marker", _("marker")
    HR = "hr", _("human resources")
    LEADER = "leader", _("leader")
    ADMIN = "admin", _("administrator")


class RoleGrantQuerySet(models.QuerySet):
    def held(self, on: dt.date):
        return self.filter(models.Q(starts_on__lte=on), models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=on))


class RoleGrant(models.Model):
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=16, choices=Role)
    unit = models.ForeignKey(
        "people.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A leader of one unit sees that unit and those below it. Empty: the whole district."),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    granted_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role grant")
        ordering = ["person", "role", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="role_grant_ends_after_it_starts",
            ),
            # Two constraints, since to SQLite two empty units are never the same.
            models.UniqueConstraint(
                fields=["person", "role", "unit"],
                condition=models.Q(ends_on__isnull=True, unit__isnull=False),
                name="one_open_grant_of_a_role_in_a_unit",
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(ends_on__isnull=True, unit__isnull=True),
                name="one_open_grant_of_a_role_in_the_district",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_role_display()}"

    @property
    def last_day(self) -> dt.date | None:
        """The day people would name; `ends_on` is the first one that no longer counts."""
        return self.ends_on - dt.timedelta(days=1) if self.ends_on else None
