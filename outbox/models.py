"""What was promised inside a transaction and must be done after it, and who was seen doing it."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class MessageQuerySet(models.QuerySet):
    def open(self):
        """Neither done nor laid aside."""
        return self.filter(done_at__isnull=True, dead_at__isnull=True)

    def backlog(self, now: datetime):
        """Should have been done by now, also what a worker holds at this moment."""
        return self.open().filter(due_at__lte=now)

    def free(self, now: datetime):
        """In nobody's hands: never leased, or the lease ran out because its worker died."""
        return self.filter(Q(lease_until__isnull=True) | Q(lease_until__lte=now))

    def due(self, now: datetime):
        """May be taken now."""
        return self.backlog(now).free(now)

    def dead(self):
        """Laid aside after too many tries; a person must look at it."""
        return self.filter(dead_at__isnull=False)


class OutboxMessage(models.Model):
    topic = models.CharField(max_length=80)
    key = models.CharField(
        max_length=200, help_text=_("Names the promise. The same key promised twice is one message.")
    )
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=32, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="outbox_the_same_promise_twice"),
            models.CheckConstraint(condition=~Q(topic="") & ~Q(key=""), name="outbox_message_without_name"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(dead_at__isnull=True), name="outbox_both_done_and_dead"
            ),
            models.CheckConstraint(
                condition=Q(lease_until__isnull=True) | ~Q(lease_token=""), name="outbox_lease_without_holder"
            ),
        ]
        indexes = [
            # What is not done stays small, however many messages were ever sent.
            models.Index(fields=["due_at", "id"], condition=Q(done_at__isnull=True), name="outbox_not_done_by_due"),
            models.Index(fields=["topic", "created_at"], name="outbox_by_topic"),
        ]
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.key


class WorkerBeat(models.Model):
    """A sign of life: one row a worker, moved while it takes messages."""

    class Kind(models.TextChoices):
        LOOP = "loop", _("local loop")
        CELERY = "celery", _("Celery")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="outbox_two_beats_of_one_worker")]

    def __str__(self) -> str:
        return self.name
