"""What a course teaches: "E1: tell a courteous no from a brush-off". Objectives are the plan's, outcomes a course's."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

CODE_FORM = r"^[A-Z][A-Z0-9-]*$"
CODE = RegexValidator(CODE_FORM, _("Capital letters and digits, as in E1."))


def outcomes_of(course_page) -> dict[str, str]:
    """What the newest draft of a course page names, by code: "E1" to "E1: hold well"."""
    draft = course_page.get_latest_revision_as_object()
    return {each.code: str(each) for each in draft.outcomes.all()}


class Outcome(Orderable):
    page = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="outcomes")
    code = models.CharField(_("code"), max_length=12, validators=[CODE], help_text=_("Short, as in E1."))
    text = models.CharField(_("the learner can …"), max_length=200)

    panels = [FieldPanel("code"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("outcome")
        constraints = [models.UniqueConstraint(fields=["page", "code"], name="outcome_code_is_used_once_in_a_course")]

    def __str__(self):
        return f"{self.code}: {self.text}"
