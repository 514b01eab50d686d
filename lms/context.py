"""What every page shows: the district, and the ways that this person may take."""

from django.conf import settings

from lms.navigation import navigation_for
from people.district import district as district_of


def district(request):
    return {"district": district_of(), "demo": settings.DEMO}


def navigation(request):
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated or request.path.startswith("/admin/"):
        return {}
    return {"navigation": navigation_for(person, getattr(request, "stands_below", request.path))}
