"""Two requirements ask for one course by different days, and somebody said that it is meant so."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreedPair(models.Model):
    """Holds for these two terms: when either requirement changes its terms, the question is asked again."""

    first = models.ForeignKey("compliance.Terms", models.PROTECT, related_name="+")
    second = models.ForeignKey("compliance.Terms", models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=200)
    actor = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        verbose_name = _("agreed pair")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_of_terms_is_agreed_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="a_pair_is_kept_one_way"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_agreed_pair_says_why"),
        ]

    def __str__(self):
        return f"{self.first}, {self.second}"
