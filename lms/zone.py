"""Dates and times of every page are in the district's zone, as its profile says today."""

from people.district import activate_zone


class DistrictZoneMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        activate_zone()
        return self.get_response(request)
