"""The way back, above each page of a conversation."""

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.models import Attempt


def stand(request, attempt: Attempt) -> None:
    """An assessed conversation is part of My learning: the main navigation says so, whatever its address."""
    if attempt.enrollment:
        request.stands_below = reverse("my_learning")


def trail(attempt: Attempt, *ends: dict) -> list[dict]:
    """Practice leads back to the library, an assessed conversation to its course. The last entry has no address."""
    title = {"label": attempt.version.title}
    if attempt.enrollment:
        course = attempt.enrollment.course
        start = [
            {"label": _("My learning"), "url": reverse("my_learning")},
            {"label": course.title, "url": reverse("courses:course", args=[course.slug])},
        ]
    else:
        start = [{"label": _("Practice"), "url": reverse("scenarios:library")}]
    if ends and attempt.is_open:
        title["url"] = reverse("scenarios:play", args=[attempt.key])
    return [*start, title, *ends]
