"""Who works here. The employee number is the name a person signs in with; an e-mail address is optional.

Do not delete people, and do not move rows when two records turn out to be one person: set `merged_into` and read the
record over the set (`Person.same_person_ids`).
"""

import datetime as dt
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class PersonQuerySet(models.QuerySet):
    def employed(self, on: dt.date):
        """People whose last day, if they have one, has not passed on that date."""
        return self.filter(models.Q(left_on__isnull=True) | models.Q(left_on__gte=on), merged_into__isnull=True)


class PersonManager(UserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    @classmethod
    def normalize_email(cls, email):
        """Lower case, or None: an empty text would collide with the next person who has no address."""
        return (email or "").strip().lower() or None


class Person(AbstractUser):
    username = models.CharField(
        _("employee number"),
        max_length=32,
        unique=True,
        error_messages={"unique": _("Someone with this employee number is already on record.")},
    )
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)  # type: ignore[assignment]
    hired_on = models.DateField(_("hired on"), null=True, blank=True)
    left_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Cannot sign in after this day."))
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_records", verbose_name=_("merged into")
    )

    objects = PersonManager()  # type: ignore[misc]

    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name", "username"]
        # The first page of a list by name, however many people there are.
        indexes = [models.Index(fields=["last_name", "first_name", "username"], name="people_by_name")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(email=""), name="person_email_is_none_not_empty"),
            models.UniqueConstraint(Lower("email"), name="person_email_belongs_to_one_person"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="person_is_not_merged_into_self",
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.username

    def save(self, *args, **kwargs):
        self.email = PersonManager.normalize_email(self.email)
        super().save(*args, **kwargs)

    @property
    def employee_number(self) -> str:
        return self.username

    def may_sign_in(self, on: dt.date | None = None) -> bool:
        """False from the day after the last day, for a record that was merged away, and for a closed account."""
        on = on or timezone.localdate()
        return self.is_active and self.merged_into_id is None and (self.left_on is None or self.left_on >= on)

    @cached_property
    def workplaces(self) -> list[str]:
        """Names of the units in which they work or worked, on any record of theirs."""
        held = self.jobs.model.objects.filter(person__in=self.same_person_ids()).order_by("unit__name")
        return list(held.values_list("unit__name", flat=True).distinct())

    def same_person_ids(self) -> list[int]:
        """This record and every record merged into it, one level of merge being all that the merge action allows."""
        return [self.pk, *self.merged_records.values_list("pk", flat=True)]
