"""A field that keeps a list of keys from a fixed set, shown as boxes to tick."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst


class ListedField(models.JSONField):
    """`offered()` gives (key, words) pairs when the form is shown; the set may grow without a migration."""

    def __init__(self, *args: Any, offered: Callable[[], Iterable[tuple[str, Any]]] = tuple, **options: Any):
        self.offered = offered
        options.setdefault("default", list)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def clone(self):
        return type(self)(offered=self.offered, **super().deconstruct()[3])

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def formfield(self, **options: Any):
        return forms.MultipleChoiceField(
            choices=lambda: [(key, capfirst(words)) for key, words in self.offered()],
            required=False,
            label=capfirst(options.get("label", self.verbose_name)),
            help_text=options.get("help_text", self.help_text),
            widget=forms.CheckboxSelectMultiple,
        )
