"""The cast is what the other tests say it is."""

import pytest

from people.permissions import has_role


@pytest.mark.django_db
def test_helen_is_hr_and_ana_is_not(helen, ana):
    assert [has_role(helen, "hr"), has_role(ana, "hr")] == [True, False]


@pytest.mark.django_db
def test_walt_has_no_e_mail_address(walt):
    assert walt.email is None
