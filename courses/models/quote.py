"""What a released text took from the district, as it read then: a standard, or one of our words. Written once.

The text itself does not tell: "families" may have come from {families} or from the author's keyboard. So a release
notes it beside what it froze: on the version, or on the edition for the texts of the course page.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Quote(models.Model):
    version = models.ForeignKey("courses.ActivityVersion", models.PROTECT, null=True, blank=True, related_name="quotes")
    edition = models.ForeignKey("courses.CourseEdition", models.PROTECT, null=True, blank=True, related_name="quotes")
    source = models.CharField(max_length=48, help_text=_("For example standard:7 or word:families."))
    said = models.JSONField(help_text=_("How it read: of a standard what the block shows, of a word its text."))

    class Meta:
        verbose_name = _("quote")
        constraints = [
            models.UniqueConstraint(fields=["version", "source"], name="a_version_notes_a_quote_once"),
            models.UniqueConstraint(fields=["edition", "source"], name="an_edition_notes_a_quote_once"),
            models.CheckConstraint(
                condition=models.Q(version__isnull=True) ^ models.Q(edition__isnull=True),
                name="a_quote_stands_in_a_version_or_in_an_edition",
            ),
        ]
        indexes = [models.Index(fields=["source"], name="quotes_by_source")]

    def __str__(self):
        return f"{self.source} in {self.version or self.edition}"
