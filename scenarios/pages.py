"""Where trainers write conversations. A page is a draft; a release freezes it, with the rubric of that day."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from courses.block_field import BlockField
from courses.blocks.base import RICH
from courses.blocks.outline import FitBlock, job_families
from courses.pages.activity import ActivityPage
from courses.pages.base import StudioPage
from scenarios import blocks
from scenarios.compiling import definition_of
from scenarios.feelings import FEELINGS
from scenarios.forms import ReplyForm
from scenarios.listed import ListedField
from scenarios.models.activity import ScenarioActivity
from scenarios.playing import player
from scenarios.script import BrokenScript, play, read_script
from scenarios.shown import rubric
from scenarios.studio.forms import ConversationForm


class ScenarioIndexPage(StudioPage):
    """The shelf that conversations stand on: one serves several courses and stands alone as practice."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page", "courses.CourseIndexPage"]
    subpage_types = ["scenarios.ScenarioPage"]
    preview_modes: list = []

    class Meta:
        verbose_name = _("practice conversations")

    def player_url(self):
        return reverse("scenarios:library")


class ScenarioPage(ActivityPage):
    base_form_class = ConversationForm
    activity_model = ScenarioActivity
    stands_alone = True
    preview_template = "scenarios/preview.html"
    parent_page_types = ["scenarios.ScenarioIndexPage"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["package_digest"]  # a copy was loaded from no package

    class Channel(models.TextChoices):
        PHONE = "phone", _("phone")
        VOICEMAIL = "voicemail", _("voicemail")
        EMAIL = "email", _("e-mail")
        WEB_FORM = "web_form", _("web form")
        WALK_IN = "walk_in", _("at the counter")
        SOCIAL = "social", _("social media")
        TEXT = "text", _("text message")
        TICKET = "ticket", _("internal ticket")

    channel = models.CharField(_("channel"), max_length=16, choices=Channel, default=Channel.PHONE)
    jobs = ListedField(
        verbose_name=_("written for"),
        offered=job_families,
        help_text=_("So that people find it in the library. Who sees it, “only for some” decides."),
    )
    feelings = ListedField(verbose_name=_("how it feels"), offered=FEELINGS.items)
    clock = models.PositiveSmallIntegerField(
        _("clock, in seconds"),
        default=0,
        blank=True,
        help_text=_("0: none. A clock is only ever offered beside the same conversation without one."),
    )
    start = models.CharField(
        _("first step"), max_length=40, blank=True, help_text=_("Its key. Empty: the first in the list.")
    )
    persona_name = models.CharField(_("name"), max_length=80, blank=True)
    persona_address_as = models.CharField(
        _("to be addressed as"), max_length=80, blank=True, help_text=_("For example Mr. James.")
    )
    persona_relation = models.CharField(
        _("who they are"),
        max_length=160,
        blank=True,
        help_text=_("For example: father of a seven-year-old at the bus stop."),
    )
    persona_mood = models.CharField(_("mood"), max_length=120, blank=True)
    persona_temper = models.PositiveSmallIntegerField(
        _("temper, 0 calm to 4 furious"), default=1, validators=[MaxValueValidator(4)]
    )
    subject = models.CharField(
        _("subject"), max_length=160, blank=True, help_text=_("Of an e-mail, a web form or a ticket.")
    )
    form_fields = BlockField(
        [("field", blocks.FormFieldBlock())], verbose_name=_("what the form held"), blank=True, collapsed=True
    )
    opening = models.TextField(
        _("what they say or write"),
        blank=True,
        help_text=_("In their own words. An empty line begins a new paragraph."),
    )
    others = BlockField([("person", blocks.PersonBlock())], verbose_name=_("other people"), blank=True, collapsed=True)
    media = BlockField(
        [("medium", blocks.MediumBlock())], verbose_name=_("pictures and recordings"), blank=True, collapsed=True
    )
    situation = models.TextField(
        _("the situation"), blank=True, help_text=_("To the learner: who you are, what has happened.")
    )
    asks = BlockField(
        [("ask", blocks.AskBlock())], verbose_name=_("what they want to know"), blank=True, collapsed=True
    )
    facts = BlockField(
        [("fact", blocks.FactBlock())], verbose_name=_("fact sheet, in order"), blank=True, collapsed=True
    )
    parts = BlockField(
        [("part", blocks.PartBlock())], verbose_name=_("parts of a full answer"), blank=True, collapsed=True
    )
    must_not = BlockField(
        [("must_not", blocks.MustNotBlock())], verbose_name=_("not to say"), blank=True, collapsed=True
    )
    gates = BlockField([("gate", blocks.GateBlock())], verbose_name=_("gates"), blank=True, collapsed=True)
    stakes = models.TextField(
        _("what is at stake for them"), blank=True, help_text=_("Words a strong reply would name, one to a line.")
    )
    weight_accurate = models.PositiveSmallIntegerField(_("accurate, percent"), default=30)
    weight_complete = models.PositiveSmallIntegerField(_("complete, percent"), default=30)
    weight_courteous = models.PositiveSmallIntegerField(_("courteous, percent"), default=20)
    weight_empathy = models.PositiveSmallIntegerField(_("empathy, percent"), default=20)
    descriptors = BlockField(
        [("descriptor", blocks.DescriptorBlock())],
        verbose_name=_("what the levels mean here"),
        blank=True,
        collapsed=True,
    )
    anchors = BlockField(
        [("anchor", blocks.AnchorBlock())], verbose_name=_("sample replies"), blank=True, collapsed=True
    )
    steps = BlockField(blocks.STEPS, verbose_name=_("steps"), blank=True, collapsed=True)
    endings = BlockField([("ending", blocks.EndingBlock())], verbose_name=_("endings"), blank=True, collapsed=True)
    debrief = RichTextField(
        _("looking back"),
        features=RICH,
        blank=True,
        help_text=_("Shown after the reply is scored; in practice after a try."),
    )
    fit = BlockField([("fit", FitBlock())], verbose_name=_("only for some"), blank=True)

    content_panels = [
        HelpPanel(template="scenarios/studio/how_to.html", heading=_("How to write one")),
        *ActivityPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("channel"),
                FieldRowPanel([FieldPanel("persona_name"), FieldPanel("persona_address_as")]),
                FieldPanel("persona_relation"),
                FieldRowPanel([FieldPanel("persona_mood"), FieldPanel("persona_temper")]),
                FieldPanel("opening"),
                FieldPanel("subject"),
            ],
            heading=_("1. Who calls or writes"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("situation"),
                FieldPanel("facts", attrs={"data-adds": _("Add a fact")}),
                FieldPanel("asks", attrs={"data-adds": _("Add a question of theirs")}),
                FieldPanel("parts", attrs={"data-adds": _("Add a part")}),
            ],
            heading=_("2. What the learner knows, and what a full answer holds"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("must_not", attrs={"data-adds": _("Add something not to say")}),
                FieldPanel("gates", attrs={"data-adds": _("Add a gate")}),
            ],
            heading=_("3. What must not happen"),
            help_text=_(
                "A gate that is broken cannot be made up for: the try does not pass, however kind the rest was."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("steps", attrs={"data-adds": _("Add a step")}),
                FieldPanel("endings", attrs={"data-adds": _("Add an ending")}),
                FieldPanel("start"),
            ],
            heading=_("4. How it goes on"),
            help_text=_(
                "Each step has a short name, its key, which writes itself. “Goes on to” offers you the keys there are; "
                "the map draws it for you."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("anchors", attrs={"data-adds": _("Add a sample reply")}),
                FieldPanel("descriptors", attrs={"data-adds": _("Add what levels mean")}),
                FieldPanel("stakes"),
                FieldRowPanel(
                    [FieldPanel(f"weight_{name}") for name in ("accurate", "complete", "courteous", "empathy")]
                ),
            ],
            heading=_("5. How it is scored"),
            help_text=_(
                "Write a strong, a middling and a weak sample for each written reply. “Try the samples” shows how our "
                "program reads them."
            ),
        ),
        MultiFieldPanel([FieldPanel("debrief")], heading=_("6. Looking back")),
        MultiFieldPanel(
            [
                FieldPanel("jobs"),
                FieldPanel("feelings"),
                FieldPanel("fit", attrs={"data-adds": _("Add whom it is for")}),
            ],
            heading=_("7. Whom it is for"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("others", attrs={"data-adds": _("Add a person")}),
                FieldPanel("form_fields", attrs={"data-adds": _("Add a field of the form")}),
                FieldPanel("media", attrs={"data-adds": _("Add a picture or recording")}),
                FieldPanel("clock"),
            ],
            heading=_("8. If you need them: more people, a web form, pictures, a clock"),
            classname="collapsed",
        ),
    ]

    class Meta:
        verbose_name = _("practice conversation")

    def compile(self, context) -> dict:
        return definition_of(self, context)

    def player_url(self):
        return reverse("scenarios:library")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        definition = context["definition"]
        try:
            state = play(read_script(definition), [])
        except BrokenScript as broken:
            return {**context, "broken": str(broken)}
        form = ReplyForm(rubric=rubric(definition, state.step.criteria))
        return {**context, **player(definition, state), "form": form, "problems": context["problems"]}
