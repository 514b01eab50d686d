"""A page that a course outline may hold. Rooms above add their own (a scenario); the chooser finds them by class."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from courses.models.activity import Activity
from courses.pages.base import StudioPage
from courses.release.context import CompileContext


class ActivityPage(StudioPage):
    """A leaf sets `activity_model` and `preview_template`, and writes `compile`.

    `stands_alone`: it may be released without a course (practice). `package_digest`: what the page said when a package
    was last loaded over it; it tells whether somebody changed the page here since.
    """

    activity_model: type[Activity]
    stands_alone = False

    summary = models.CharField(_("summary"), max_length=255, blank=True, help_text=_("One line for lists and tiles."))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("How long it takes someone who reads slowly."),
    )
    review_due_on = models.DateField(
        _("to be reviewed by"),
        null=True,
        blank=True,
        help_text=_("Its author gets a letter on this day. Learners see nothing of it."),
    )
    package_digest = models.CharField(max_length=64, blank=True, editable=False)

    content_panels = [
        *StudioPage.content_panels,
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("minutes")], heading=_("In lists")),
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("review_due_on")]

    class Meta:
        abstract = True

    def compile(self, context: CompileContext) -> dict:
        """The definition that learners are served. What is wrong is told to `context.problem`, never raised."""
        raise NotImplementedError

    def get_context(self, request, *args, **kwargs):
        # Only a preview comes here: `serve` redirects.
        compiling = CompileContext(preview=True)
        definition = self.compile(compiling)
        return {
            **super().get_context(request, *args, **kwargs),
            "definition": definition,
            "problems": compiling.problems,
        }
