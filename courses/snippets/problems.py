"""Problems that learners report, open ones first. Writing an answer settles one."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.models import ProblemReport


class AnswerForm(WagtailAdminModelForm):
    answer = forms.CharField(
        label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("This settles the report.")
    )

    def save(self, commit=True):
        report = self.instance
        if report.settled_at is None:
            report.settled_at, report.settled_by = timezone.now(), self.for_user
        return super().save(commit)


class ProblemReportViewSet(SnippetViewSet):
    model = ProblemReport
    icon = "warning"
    menu_label = _("Reported problems")
    menu_order = 270
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "text",  # the first column by its name: so it leads to the report
        "place",
        "person",
        DateColumn("reported_at", label=_("When")),
        DateColumn("settled_at", label=_("Settled")),
    ]
    list_filter = {"settled_at": ["isnull"]}
    ordering = ["settled_at", "-reported_at"]
    edit_handler = ObjectList(
        [
            FieldPanel("place", read_only=True),
            FieldPanel("text", read_only=True),
            FieldPanel("person", read_only=True),
            FieldPanel("reported_at", read_only=True),
            FieldPanel("answer"),
        ],
        base_form_class=AnswerForm,
    )
