"""Wagtail's pages for accounts. Its forms demand an e-mail address; ours do not."""

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet


class PersonCreationForm(UserCreationForm):
    email = forms.EmailField(required=False, empty_value=None)


class PersonEditForm(UserEditForm):
    email = forms.EmailField(required=False, empty_value=None)


class PersonViewSet(UserViewSet):
    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
