"""Why a course matters to the district: the plan's objective it serves, with a sentence that leaders can read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class CourseObjective(Orderable):
    """Joined to `Course` by the page's translation key: `filter(page__live=True).values("page__translation_key")`."""

    page = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="objective_links")
    objective = models.ForeignKey("goals.Objective", models.PROTECT, verbose_name=_("objective"), related_name="+")
    why = models.CharField(_("why this course serves it"), max_length=300, help_text=_("One sentence."))

    panels = [FieldPanel("objective"), FieldPanel("why")]

    class Meta(Orderable.Meta):
        verbose_name = _("objective of the plan")
        constraints = [
            models.UniqueConstraint(fields=["page", "objective"], name="objective_stands_once_on_a_course"),
        ]

    def __str__(self):
        return f"{self.objective}: {self.why}"
