"""Words for templates that draw released blocks. Everything they show was checked and sanitized at release."""

from django import template
from django.urls import reverse

from courses.render import resolve

register = template.Library()


@register.filter
def resolved(html: str) -> str:
    """Released html with its links turned into addresses."""
    return resolve(html)


@register.simple_tag
def picture_address(block: dict, width: int = 1280) -> str:
    """Where the picture of a block is sent from; a preview brings its own address."""
    return block.get("src") or reverse("courses:media", args=[block["media"], width])
