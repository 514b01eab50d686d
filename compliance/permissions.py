"""Who may see whose status. What is not theirs to see is not there: a 404, never a hint."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404

from compliance.models import SavedView
from people.models import Person, Role, RoleGrant
from people.permissions import has_role, is_supervisor_of, supervised_by


def sees_the_district(actor) -> bool:
    """Everyone's status: human resources, and administrators."""
    return has_role(actor, Role.HR, Role.ADMIN)


def pages_saved_by(actor, on: dt.date) -> list[str]:
    """The pages of which this person may save views, and open those that were saved."""
    pages: list[str] = [*SavedView.OF_THE_DISTRICT] if sees_the_district(actor) else []
    leads = getattr(actor, "leads_people", None)  # of whoever is signed in it is known, for the navigation
    leads = leads_people(actor, on) if leads is None else leads
    return [*pages, SavedView.Page.LED] if leads else pages


def district_seers(on: dt.date) -> QuerySet[Person]:
    """Everyone who sees the district that day, and still may sign in."""
    held = RoleGrant.objects.held(on).filter(role__in=(Role.HR, Role.ADMIN))
    return Person.objects.employed(on).filter(is_active=True, pk__in=held.values("person"))


def is_same_person(actor, person) -> bool:
    return person.pk in (actor.pk, actor.merged_into_id)


def may_adjust(actor, person, on: dt.date) -> bool:
    """Waive, extend, hold. Never for oneself: somebody else has to answer for it."""
    if is_same_person(actor, person):
        return False
    return sees_the_district(actor) or is_supervisor_of(actor, person, on)


def may_adjust_seen(actor, person) -> bool:
    """Of someone whom `person_seen_by` has shown: who may see another's record may adjust it. Asks nothing again."""
    return not is_same_person(actor, person)


def leads_people(actor, on: dt.date) -> bool:
    return supervised_by(actor, on).exists()


def person_seen_by(actor, number: str, on: dt.date) -> Person:
    """The person of this number, whose record the actor may see; else a 404. Of a merged record, the kept one.

    One's own, one's people's, or everyone's for human resources.
    """
    if "\x00" in number:  # PostgreSQL would stumble over it
        raise Http404
    # Known beforehand, so that `mine(person)` asks by one number: the shortest way into a large table.
    others = Exists(Person.objects.filter(merged_into=OuterRef("pk")))
    kept = Coalesce(OuterRef("merged_into"), OuterRef("pk"))
    led = Exists(supervised_by(actor, on).filter(keeper=kept))
    found = get_object_or_404(
        Person.objects.annotate(keeps_others=others, is_led=led).select_related("merged_into"), username=number
    )
    person = found.merged_into or found
    if not (found.is_led or is_same_person(actor, person) or sees_the_district(actor)):
        raise Http404
    return person
