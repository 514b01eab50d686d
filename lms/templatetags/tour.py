"""The tour on the demo district's sign-in page."""

from django import template

from lms.demo.sign_ins import CAST, PASSWORD

register = template.Library()


@register.simple_tag
def demo_cast():
    return [{"number": number, "name": name, "job": job, "look": look} for number, name, job, look in CAST]


@register.simple_tag
def demo_password():
    return PASSWORD
