"""Comments that a marker keeps to use again: their own, or shared with the other markers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedCommentQuerySet(models.QuerySet):
    def offered_to(self, person):
        """One's own, and what others share."""
        return self.filter(models.Q(person=person) | models.Q(shared=True))


class SavedComment(models.Model):
    LONGEST = 500  # so that it can be read while marking

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="saved_comments")
    text = models.TextField(_("comment"))
    shared = models.BooleanField(_("shared with the other markers"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = SavedCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved comment")
        verbose_name_plural = _("saved comments")
        ordering = ["shared", "text"]
        constraints = [
            models.UniqueConstraint(fields=["person", "text"], name="a_comment_is_kept_once_by_a_person"),
        ]

    def __str__(self):
        return self.text
