"""Our site and the floor: a page for the signed-in that renders the empty base template. Never mounted on the site."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from lms.urls import urlpatterns as site


@login_required
def floor(request):
    return render(request, "base.html")


urlpatterns = [path("bench/floor/", floor, name="bench_floor"), *site]
