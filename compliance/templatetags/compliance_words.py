"""Words of this room in templates."""

from django import template

from compliance.terms_words import short_words
from compliance.wording import brought_by

register = template.Library()


@register.filter
def short_terms(terms) -> str:
    """How often and by when, of terms."""
    return short_words(terms.rule)


register.filter("brought_by", brought_by)
