"""A one-time way in for someone who has never signed in: a link by mail, or a code on paper. Only the hash is kept."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class InvitationQuerySet(models.QuerySet):
    def usable(self, now: dt.datetime):
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)


class Invitation(models.Model):
    class Kind(models.TextChoices):
        LINK = "link", _("link by e-mail")
        CODE = "code", _("printed code")

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=8, choices=Kind)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.get_kind_display()} for {self.person}"
