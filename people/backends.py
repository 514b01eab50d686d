"""Who may be signed in. A leaver's open session ends with the next request, because the backend is asked each time."""

from allauth.account.auth_backends import AuthenticationBackend


class StaffBackend(AuthenticationBackend):
    def user_can_authenticate(self, user):
        return user.may_sign_in()
