"""The plan, the standards, the rubric and our words, in the studio's menu."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import InspectView, SnippetViewSet, SnippetViewSetGroup

from goals.forms import StandardForm
from goals.models import GoalArea, Objective, Plan, RubricVersion, Standard, Word
from goals.where_quoted import WhereItIsQuoted


class LookOnly(ModelPermissionPolicy):
    """Rows that are written once: they may be looked at by those who may view them, and never edited here."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and super().user_has_permission(user, "view")

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(set(actions) & {"view"})


register_permission_policy(RubricVersion, LookOnly(RubricVersion))


class PlanViewSet(SnippetViewSet):
    model = Plan
    icon = "calendar-alt"
    list_display = ["name", "starts_on", "ends_on"]
    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])]


class GoalAreaViewSet(SnippetViewSet):
    model = GoalArea
    icon = "folder-open-1"
    list_display = ["__str__", "plan"]
    list_filter = ["plan"]
    panels = [FieldPanel("plan"), FieldRowPanel([FieldPanel("number"), FieldPanel("title")])]


class ObjectiveViewSet(SnippetViewSet):
    model = Objective
    icon = "crosshairs"
    list_display = ["number", "title", "area"]
    list_filter = ["area"]
    search_fields = ["number", "title"]
    panels = [
        FieldPanel("area"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("title")]),
        FieldPanel("description"),
    ]


class StandardViewSet(SnippetViewSet):
    model = Standard
    icon = "openquote"
    list_display = ["code", "title", Column("newest_text", label=_("Text"), accessor="newest_text")]
    search_fields = ["code", "title"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("slug")]),
            FieldPanel("title"),
            WhereItIsQuoted(heading=_("Where it is quoted")),
            MultiFieldPanel(
                [
                    FieldPanel("text"),
                    FieldRowPanel([FieldPanel("amount"), FieldPanel("unit"), FieldPanel("clock")]),
                    FieldRowPanel([FieldPanel("channel"), FieldPanel("target_percent"), FieldPanel("effective_from")]),
                ],
                heading=_("What it says"),
                help_text=_("Lessons that quote it keep the old words until their next release."),
            ),
        ],
        base_form_class=StandardForm,
    )

    def get_queryset(self, request):
        return Standard.objects.prefetch_related("versions")


class RubricInspectView(InspectView):
    """Shows the definition as markers read it, strongest level first."""

    def get_definition_display_value(self):
        found = self.object.definition
        rows = [
            {**row, "weight": found["weights"][row["key"]], "levels": sorted(row["levels"].items(), reverse=True)}
            for row in found["criteria"]
        ]
        return render_to_string("goals/rubric.html", {"rows": rows})


class RubricVersionViewSet(SnippetViewSet):
    model = RubricVersion
    inspect_view_class = RubricInspectView
    icon = "table"
    menu_label = _("Rubric")
    list_display = ["rubric", "number", "made_at"]
    inspect_view_enabled = True
    inspect_view_fields = ["rubric", "number", "made_at", "made_by", "definition"]
    copy_view_enabled = False
    panels = [FieldPanel("number")]


class WordViewSet(SnippetViewSet):
    model = Word
    icon = "italic"
    list_display = ["key", "text"]
    panels = [
        FieldRowPanel([FieldPanel("key"), FieldPanel("text")]),
        WhereItIsQuoted(heading=_("Where it is quoted")),
    ]


class GoalsGroup(SnippetViewSetGroup):
    menu_label = _("Plan and standards")
    menu_icon = "crosshairs"
    menu_order = 300
    items = [PlanViewSet, GoalAreaViewSet, ObjectiveViewSet, StandardViewSet, RubricVersionViewSet, WordViewSet]


register_snippet(GoalsGroup)
