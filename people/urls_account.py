"""The pages of sign-in under the names that django-allauth reverses. Its other pages stay shut.

Mounted at /accounts/ in place of `allauth.account.urls`.
"""

from allauth.account import views
from django.urls import path, re_path

from people.forms import ChangeOwnPasswordForm, NewPasswordForm
from people.views import sign_in

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("left/", views.account_inactive, name="account_inactive"),
    path("signup/", sign_in.closed, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path(
        "password/change/",
        views.PasswordChangeView.as_view(form_class=ChangeOwnPasswordForm),
        name="account_change_password",
    ),
    path("password/set/", sign_in.no_password_yet, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.PasswordResetFromKeyView.as_view(form_class=NewPasswordForm),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
