"""The door: each person goes to the page they come for."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from lms.navigation import first_page


@login_required
def home(request):
    return redirect(first_page(request.user))


def accessibility(request):
    return render(request, "lms/accessibility.html")


def privacy(request):
    return render(request, "lms/privacy.html")
