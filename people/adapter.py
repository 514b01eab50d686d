"""Our rules for django-allauth: sign-up is closed, and someone who left is told so before a session is made."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

WRONG = _(
    "The employee number or e-mail address and the password do not go together. Check both, "
    "or choose “Forgot your password?” below."
)


class StaffAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": _("There were too many tries. Wait five minutes, then try again."),
        "enter_current_password": _("This is not your present password. Type it again."),
        "invalid_password_reset": _("This link no longer works. Ask for a new one."),
    }

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        # Here, not in the backend alone: allauth would write last_login and a session before it asks again.
        if not user.may_sign_in():
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def get_password_change_redirect_url(self, request):
        return reverse("people:me")

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        # A page that opens needs no line saying that it opened.
        if message_template not in ("account/messages/logged_in.txt", "account/messages/logged_out.txt"):
            super().add_message(request, level, message_template, message_context, extra_tags, message)
