"""Which pages a person is offered, and which one comes first. Permission is checked by each page again."""

from django.urls import reverse

from people.permissions import has_role


def first_page(person) -> str:
    if has_role(person, "hr"):
        return reverse("progress")
    if has_role(person, "leader"):
        return reverse("plan")
    return reverse("my_learning")
