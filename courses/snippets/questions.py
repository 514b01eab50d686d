"""The question bank. Each kind has its own form; one list shows all kinds of a course."""

import django_filters
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from courses.models import (
    CoursePage,
    MatchQuestion,
    MultipleChoiceQuestion,
    OrderQuestion,
    Question,
    ShortTextQuestion,
    SingleChoiceQuestion,
)
from courses.snippets.retiring import RETIRE, DeleteQuestionView, KeepsWhatWasAnswered
from safe.numbers import number_in

LEAVES = (SingleChoiceQuestion, MultipleChoiceQuestion, ShortTextQuestion, OrderQuestion, MatchQuestion)
for leaf in LEAVES:
    register_permission_policy(leaf, KeepsWhatWasAnswered(leaf), exact_class=True)


BANK = "question_bank:index"


class PrefilledCreateView(CreateView):
    """`?course=7&outcome=E1` from the list of a course fills these in; from there one comes back to that list."""

    def get_initial_form_instance(self):
        instance = super().get_initial_form_instance() or self.model()
        course = self.request.GET.get("course", "")
        instance.course = CoursePage.objects.filter(pk=number_in(course)).first()
        instance.outcome = self.request.GET.get("outcome", "")[:12]
        return instance

    def get_success_url(self):
        return reverse(BANK) + f"?course={self.object.course_id}"


class QuestionEditView(EditView):
    @cached_property
    def header_more_buttons(self):
        label = _("Bring back") if self.object.retired_at else _("Retire")
        address = reverse(RETIRE, args=[self.object.pk])
        return [*super().header_more_buttons, Button(label, url=address, icon_name="resubmit", priority=15)]


class QuestionViewSet(SnippetViewSet):
    add_view_class = PrefilledCreateView
    edit_view_class = QuestionEditView
    delete_view_class = DeleteQuestionView
    icon = "help"
    list_display = ["prompt", "course", "outcome", "form", "gate"]
    list_filter = ["course", "outcome", "gate"]

    def get_edit_view_kwargs(self, **kwargs):
        return super().get_edit_view_kwargs(**kwargs, index_url_name=BANK)

    def get_delete_view_kwargs(self, **kwargs):
        return super().get_delete_view_kwargs(**kwargs, index_url_name=BANK)


class SingleChoiceViewSet(QuestionViewSet):
    model = SingleChoiceQuestion
    menu_label = _("One is right")


class MultipleChoiceViewSet(QuestionViewSet):
    model = MultipleChoiceQuestion
    menu_label = _("Several may be right")


class ShortTextViewSet(QuestionViewSet):
    model = ShortTextQuestion
    menu_label = _("Short text")


class OrderViewSet(QuestionViewSet):
    model = OrderQuestion
    menu_label = _("Put in order")


class MatchViewSet(QuestionViewSet):
    model = MatchQuestion
    menu_label = _("Match")


class QuestionGroup(SnippetViewSetGroup):
    menu_label = _("Questions by kind")
    menu_icon = "help"
    menu_order = 260
    # The bank lists all kinds and leads to each form: no menu of their own, none under "Snippets" either.
    add_to_admin_menu = False
    menu_item_is_registered = True
    items = [SingleChoiceViewSet, MultipleChoiceViewSet, ShortTextViewSet, OrderViewSet, MatchViewSet]


class QuestionFilter(WagtailFilterSet):
    retired = django_filters.BooleanFilter(label=_("Retired"), field_name="retired_at", method="only_retired")
    outcome = django_filters.CharFilter(label=_("Outcome"), lookup_expr="iexact")

    class Meta:
        model = Question
        fields = ["course", "outcome", "gate"]

    def only_retired(self, questions, _name, retired):
        return questions.exclude(retired_at=None) if retired else questions.in_use()


def state_of(question) -> str:
    if question.retired_at is None:
        return str(_("in use"))
    return _("retired %(day)s") % {"day": date_format(timezone.localtime(question.retired_at), "F j, Y")}


class PromptColumn(TitleColumn):
    def get_link_url(self, instance, parent_context):
        return reverse(instance.snippet_viewset.get_url_name("edit"), args=[instance.pk])


class BankView(IndexView):
    model = Question
    # Rights are given on the kinds; nobody holds any on their common root.
    permission_policy = ModelPermissionPolicy(SingleChoiceQuestion)
    page_title = _("Question bank")
    header_icon = "help"
    filterset_class = QuestionFilter
    is_searchable = True
    search_fields = ["prompt"]
    search_backend_name = None
    paginate_by = 50
    index_url_name = BANK
    index_results_url_name = "question_bank:index_results"
    default_ordering = "outcome"
    columns = [
        PromptColumn("prompt", label=_("Question"), accessor="__str__"),
        Column("kind_name", label=_("Kind")),
        Column("course", label=_("Course")),
        Column("outcome", label=_("Outcome"), sort_key="outcome"),
        Column("form", label=_("Form")),
        Column("gate", label=_("Gate"), accessor=lambda question: _("gate") if question.gate else ""),
        Column("state", label=_("State"), accessor=state_of),
    ]

    def get_base_queryset(self):
        return Question.objects.select_related("course").prefetch_related("polymorphic_ctype")

    def user_may_add(self, leaf) -> bool:
        return leaf.snippet_viewset.permission_policy.user_has_permission(self.request.user, "add")

    @property
    def header_buttons(self):
        course = self.request.GET.get("course", "")
        asked = f"?course={course}" if number_in(course) is not None else ""
        return [
            HeaderButton(
                label=leaf.kind_name.capitalize(),
                url=reverse(leaf.snippet_viewset.get_url_name("add")) + asked,
                icon_name="plus",
            )
            for leaf in LEAVES
            if self.user_may_add(leaf)
        ]


class QuestionBank(ViewSet):
    name = "question_bank"
    url_prefix = "questions"
    icon = "help"
    menu_label = _("Question bank")
    menu_order = 250
    add_to_admin_menu = True

    def get_urlpatterns(self):
        return [
            path("", BankView.as_view(), name="index"),
            path("results/", BankView.as_view(results_only=True), name="index_results"),
        ]
