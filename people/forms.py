"""Forms of sign-in: what django-allauth asks for, in our words."""

import uuid

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from outbox.actions import promise
from people.backends import find_person

PASSWORD_HINT = _("At least 10 letters, numbers or signs. Three words that you will remember make a good one.")


def plain(field: forms.Field, label, hint="") -> None:
    """Our label and hint, and no placeholder: it goes away while one types."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain(self.fields["login"], _("Employee number or e-mail address"))
        plain(self.fields["password"], _("Password"))
        self.fields["login"].widget.attrs.update(autocomplete="username", autocapitalize="none", spellcheck="false")
        self.fields["login"].max_length = 254


class ForgottenPasswordForm(ResetPasswordForm):
    """The answer is the same whether or not someone is on record, and so is the time it takes: mail goes out later."""

    email = forms.CharField(
        label=_("E-mail address or employee number"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_email(self):
        return self.cleaned_data["email"].strip()

    @transaction.atomic
    def save(self, request, **kwargs):
        person = find_person(self.cleaned_data["email"])
        if person and person.email and person.may_sign_in():
            promise(
                topic="password.forgotten",
                key=f"password.forgotten:{uuid.uuid4()}",
                payload={"person_id": person.pk},
            )
        return self.cleaned_data["email"]


class NewPasswordForm(ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain(self.fields["password1"], _("New password"), PASSWORD_HINT)
        plain(self.fields["password2"], _("New password again"))


class ChangeOwnPasswordForm(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain(self.fields["oldpassword"], _("Present password"))
        plain(self.fields["password1"], _("New password"), PASSWORD_HINT)
        plain(self.fields["password2"], _("New password again"))


class FirstPasswordForm(forms.Form):
    """Someone's own password, chosen with an invitation. `person` is who, once known."""

    password1 = forms.CharField(
        label=_("Choose a password"),
        help_text=PASSWORD_HINT,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("The same password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password1(self):
        password = self.cleaned_data["password1"]
        validate_password(password, self.person)
        return password

    def clean(self):
        given = super().clean()
        if given.get("password1") and given.get("password2") and given["password1"] != given["password2"]:
            self.add_error("password2", _("The two passwords are not the same. Type them again."))
        return given


class CodeForm(FirstPasswordForm):
    """The same, for someone who holds a printed code."""

    employee_number = forms.CharField(
        label=_("Employee number"),
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Code on your paper"),
        help_text=_("Three groups of four, like K7MQ-2XHP-94RT. Small letters are fine."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    field_order = ["employee_number", "code", "password1", "password2"]
