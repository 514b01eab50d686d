"""What django-allauth leaves to us: the studio's door, and pages for what is closed here."""

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe


@require_safe
def studio_sign_in(request):
    """Wagtail sends here whoever may not enter. Someone signed in would be sent round for ever, so they are told."""
    if request.user.is_authenticated:
        list(messages.get_messages(request))  # read, so that Wagtail's words do not turn up later
        raise PermissionDenied
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        wanted = reverse("wagtailadmin_home")
    return redirect_to_login(wanted, reverse("account_login"))


@require_safe
def closed(request):
    """There is no sign-up: HR opens each account. The page says how to get in."""
    return render(request, "account/signup_closed.html")


@require_safe
def no_password_yet(request):
    """Only an invitation or a reset link sets a first password."""
    return redirect("account_reset_password")
