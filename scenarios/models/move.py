"""What a learner did in a conversation, one row a move, each with the result it had then.

`play` reads results and never scores again, so an attempt that stands replays years later. Rows of an assessed attempt
are guarded in the database; those of practice go when the learner deletes the practice.
"""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Move(models.Model):
    class Kind(models.TextChoices):
        CHOICE = "choice", _("choice")
        REPLY = "reply", _("written reply")
        ORDER = "order", _("order")
        MATCH = "match", _("match")
        CONSULT = "consult", _("consult")

    client_key = models.UUIDField(unique=True, default=uuid.uuid4)
    attempt = models.ForeignKey("courses.Attempt", models.CASCADE, related_name="moves")
    number = models.PositiveSmallIntegerField()
    step_key = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind)
    # What was sent, as `scenarios.script.kept` shapes it: {"option": key} · {"order": [keys]} · {"ask": key} ·
    # {"pairs": {item: target}} · {"text": str, "self": {"accurate": 1-4, …}}, and "anew": the move that it replaces.
    payload = models.JSONField()
    # What came of it, as `scenarios.script.outcome` gives it; of a reply also scenarios.scoring's Result.as_dict().
    result = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("move")
        ordering = ["attempt", "number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="move_number_is_used_once"),
        ]

    def __str__(self):
        return f"{self.attempt}: move {self.number}"
