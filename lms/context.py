"""What every page shows: the district, and the ways that this person may take."""

from django.conf import settings


def district(request):
    return {"district": {"name": settings.DISTRICT_NAME, "help": settings.DISTRICT_HELP}, "demo": settings.DEMO}


def navigation(request):
    return {}
