"""Pages that were to be looked at again by a day: what the studio shows, and what authors are written to about."""

import datetime as dt

from courses.pages.course import CoursePage
from courses.release.context import activity_page_models


def due_for_review(by: dt.date) -> list:
    """Courses and activities, the longest due first. One query for each kind of page."""
    kinds = (CoursePage, *activity_page_models())
    found = [page for kind in kinds for page in kind.objects.filter(review_due_on__lte=by).select_related("owner")]
    return sorted(found, key=lambda page: (page.review_due_on, page.title, page.pk))
