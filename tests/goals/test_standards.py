"""Standards and the rubric: written once, version by version; what a district starts with."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from goals.actions import StandardText, revise_standard
from goals.models import RubricVersion, Standard, StandardVersion, Word
from people.actions.roles import sync_groups

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def third_ring():
    return Standard.objects.get(code="P-1")


def says(text="By the second ring."):
    return StandardText(text=text, effective_from=TODAY, channel="phone", amount=2, unit="rings", target_percent=85)


def test_a_district_starts_with_the_usual_standards():
    codes = list(Standard.objects.values_list("code", flat=True))
    assert codes == ["C-1", "E-1", "I-1", "P-1", "P-2", "S-1", "V-1", "W-1"]
    assert StandardVersion.objects.in_force(TODAY).count() == 8


def test_the_rubric_has_four_dimensions_of_four_levels():
    definition = RubricVersion.objects.get(rubric__slug="service").definition
    assert [each["key"] for each in definition["criteria"]] == ["accurate", "complete", "courteous", "empathy"]
    assert all(set(each["levels"]) == {"1", "2", "3", "4"} for each in definition["criteria"])
    assert definition["weights"] == {"accurate": 30, "complete": 30, "courteous": 20, "empathy": 20}


def test_families_are_called_families_until_the_district_says_otherwise():
    assert Word.objects.get(key="families").text == "families"


def test_other_words_are_the_next_version(third_ring, tomas):
    version = revise_standard(standard=third_ring, says=says(), actor=tomas)
    assert (version.number, version.made_by, third_ring.versions.count()) == (2, tomas, 2)


def test_the_same_words_are_no_new_version(third_ring, tomas):
    first = revise_standard(standard=third_ring, says=says(), actor=tomas)
    assert revise_standard(standard=third_ring, says=says(), actor=None) == first


def test_the_version_in_force_is_the_newest_that_has_begun(third_ring):
    later = StandardText(text="By the first ring.", effective_from=dt.date(2027, 1, 1))
    revise_standard(standard=third_ring, says=later, actor=None)
    in_force = {version.standard_id: version for version in reversed(StandardVersion.objects.in_force(TODAY))}
    assert in_force[third_ring.pk].number == 1


@pytest.mark.parametrize("table", ["goals_standardversion", "goals_rubricversion"])
def test_the_database_refuses_to_change_a_version(table):
    with pytest.raises(IntegrityError, match="kept as written"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET number = number + 1")


def test_the_studio_form_writes_a_version_and_keeps_the_old_one(as_person, tomas, third_ring):
    sync_groups(people=[tomas], on=timezone.localdate())
    address = reverse(Standard.snippet_viewset.get_url_name("edit"), args=[third_ring.pk])
    client = as_person(tomas)
    assert "A person answers by the third ring" in client.get(address).content.decode()
    fields = {
        "code": "P-1", "slug": third_ring.slug, "title": third_ring.title, "text": "By the second ring.", "amount": 2,
        "unit": "rings", "clock": "none", "channel": "phone", "target_percent": 85, "effective_from": "2026-11-21",
    }  # fmt: skip
    client.post(address, fields)
    client.post(address, fields)
    assert list(third_ring.versions.values_list("number", "text")) == [
        (2, "By the second ring."),
        (1, "A person answers by the third ring, says the school and their name, and offers help."),
    ]
    assert third_ring.versions.first().made_by == tomas


def test_the_rubric_is_read_in_words_in_the_studio(as_person, tomas):
    sync_groups(people=[tomas], on=timezone.localdate())
    version = RubricVersion.objects.get(rubric__slug="service")
    address = reverse(RubricVersion.snippet_viewset.get_url_name("inspect"), args=[version.pk])
    html = as_person(tomas).get(address).content.decode()
    assert ("<b>4 Strong:</b> Every required fact is right." in html, "&#x27;descriptor&#x27;" in html) == (True, False)
