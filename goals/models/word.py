"""The district's own words: some say customer, some family. Lessons write {families}; a release puts the word in."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Word(models.Model):
    key = models.CharField(
        _("token"), max_length=32, unique=True, validators=[RegexValidator(r"^[a-z_]+$", _("Small letters only."))]
    )
    text = models.CharField(_("our word"), max_length=80)

    class Meta:
        verbose_name = _("word")
        ordering = ["key"]

    def __str__(self):
        return f"{{{self.key}}} = {self.text}"
