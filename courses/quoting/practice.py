"""What is released without a course, for practice, which plays its newest version. `courses` knows no kind of it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Max

from courses.models.activity import ActivityVersion
from courses.pages.activity import ActivityPage
from courses.release.context import activity_page_models


def practice_models() -> list[type[ActivityPage]]:
    return [model for model in activity_page_models() if model.stands_alone]


def newest_in_practice():
    """The newest version of everything that stands alone and was released."""
    found = ActivityVersion.objects.none()
    for model in practice_models():
        versions = ActivityVersion.objects.filter(activity__in=model.activity_model.objects.order_by().values("pk"))
        newest = versions.order_by().values("activity").annotate(top=Max("pk"))
        found = found | versions.filter(pk__in=newest.values("top"))
    return found


def practice_pages(keys: Iterable[UUID]) -> dict[UUID, ActivityPage]:
    """By the key that page and activity share."""
    wanted = list(keys)
    pages = (model.objects.filter(translation_key__in=wanted) for model in practice_models())
    return {page.translation_key: page for some in pages for page in some}
