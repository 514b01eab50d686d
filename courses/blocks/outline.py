"""The outline of a course: modules, and in them activities in order, or "n of these"."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from courses.release.context import activity_page_models
from people.models import JobFamily, Level, Unit


class ActivityChooserBlock(blocks.PageChooserBlock):
    """Any page with an `activity_model`. Rooms above add such pages, so the types are looked up late."""

    @cached_property
    def target_models(self):
        return list(activity_page_models())

    @cached_property
    def widget(self):
        # At the top it would need the models of Wagtail's admin before the apps are ready.
        from courses.activity_chooser import ActivityChooser  # noqa: PLC0415

        return ActivityChooser(target_models=self.target_models)

    def clean(self, value):
        value = super().clean(value)
        # The chooser shows these pages alone, but the server is posted whatever the browser sends.
        if value and not issubclass(value.specific_class or type(value), tuple(self.target_models)):
            raise ValidationError(_("Choose a lesson, a quiz, a reflection or a practice conversation."))
        return value


def job_families():
    return [(family.slug, family.name) for family in JobFamily.objects.all()]


class FitBlock(blocks.StructBlock):
    """Empty means everyone. Only compliance has audiences: this says whom the content suits."""

    job_families = blocks.MultipleChoiceBlock(
        choices=job_families, required=False, label=gettext_lazy("Job families"), widget=forms.CheckboxSelectMultiple
    )
    levels = blocks.MultipleChoiceBlock(
        choices=Level.choices, required=False, label=gettext_lazy("Levels"), widget=forms.CheckboxSelectMultiple
    )
    settings = blocks.MultipleChoiceBlock(
        choices=Unit.Setting.choices,
        required=False,
        label=gettext_lazy("Settings"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        icon = "group"
        label = gettext_lazy("Only for some")
        help_text = gettext_lazy("Leave everything empty for everyone.")
        collapsed = True


class ItemBlock(blocks.StructBlock):
    activity = ActivityChooserBlock(label=gettext_lazy("Activity"))
    required = blocks.BooleanBlock(label=gettext_lazy("Required"), required=False, default=True)
    gate = blocks.BooleanBlock(
        label=gettext_lazy("Gate"), required=False, help_text=gettext_lazy("Must be passed; never skipped.")
    )
    fit = FitBlock()

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Activity")
        description = gettext_lazy("A lesson, quiz, reflection or practice conversation at this place in the course.")


class ChoiceItem(blocks.StructBlock):
    activity = ActivityChooserBlock(label=gettext_lazy("Activity"))
    fit = FitBlock()

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Activity")


class AnyBlock(blocks.StructBlock):
    n = blocks.IntegerBlock(label=gettext_lazy("How many"), min_value=1, default=1)
    of = blocks.ListBlock(ChoiceItem(), label=gettext_lazy("Of these"))

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Some of these")
        description = gettext_lazy("The learner chooses: one of two conversations, for example.")


class ModuleItems(blocks.StreamBlock):
    item = ItemBlock()
    any = AnyBlock()

    class Meta:
        required = False


class ModuleBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=gettext_lazy("Module"), max_length=160)
    items = ModuleItems(label=gettext_lazy("Items"))

    class Meta:
        icon = "folder-open-inverse"
        label = gettext_lazy("Module")
        description = gettext_lazy("A chapter of the course and what is learned in it, in order.")
        label_format = "{title}"


class Outline(blocks.StreamBlock):
    module = ModuleBlock()

    class Meta:
        required = False
