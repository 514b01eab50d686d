"""Forms of sign-in and of HR's people pages."""

from allauth.account.forms import LoginForm, ResetPasswordForm


class SignInForm(LoginForm):
    pass


class ForgottenPasswordForm(ResetPasswordForm):
    pass
