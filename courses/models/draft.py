"""Text that someone is still writing, saved while typing so that nothing is lost. Gone once it is handed in."""

from django.db import models


class Draft(models.Model):
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    place = models.CharField(max_length=120, help_text="Where it is being written, for example attempt:<key>:reply.")
    text = models.TextField(blank=True)
    # The browser's own count of saves: an older save that arrives late must not overwrite a newer one.
    turn = models.BigIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "place"], name="one_draft_in_a_place")]

    def __str__(self):
        return f"{self.person}: {self.place}"
