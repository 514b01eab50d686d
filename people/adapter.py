"""Our rules for django-allauth: sign-up is closed, and someone who left is told so before a session is made."""

from allauth.account.adapter import DefaultAccountAdapter


class StaffAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        if not user.may_sign_in():
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)
