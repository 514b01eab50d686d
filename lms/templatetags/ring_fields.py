"""What `parts/field.html` needs to know about a form field to dress it."""

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def is_group(field: BoundField) -> bool:
    """Several boxes under one question: a fieldset with choice rows."""
    return isinstance(field.field.widget, CheckboxSelectMultiple | RadioSelect)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """One box beside its label."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def bare_option(option: BoundWidget) -> SafeString:
    """The input of one option without Django's own label around it."""
    return option.tag(wrap_label=False)


@register.filter
def with_class(field: BoundField, css: str) -> SafeString:
    """The field's box with one more class, its own attributes kept."""
    given = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{given} {css}".strip()})
