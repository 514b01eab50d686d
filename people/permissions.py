"""Who may do what with people and, since roles live here, the words other rooms build their own rules from."""

import datetime as dt
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from people.models import Job, Person, Role, Unit
from people.tree import below


def roles_of(person) -> frozenset[str]:
    """Roles held today. Read once for each request: the answer is kept on the person object."""
    if not hasattr(person, "_roles"):
        held = person.role_grants.held(timezone.localdate()) if person.is_authenticated else ()
        person._roles = frozenset(grant.role for grant in held)
    return person._roles


def has_role(person, *roles: str) -> bool:
    return not roles_of(person).isdisjoint(roles)


def role_required(*roles: str):
    """Signed in, and holding one of these roles; an administrator may open every staff page.

    To everyone else the page is not there: whether a person, a unit or a file of that name exists is nobody's to learn.
    """

    def decorate(view):
        @login_required
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not has_role(request.user, "admin", *roles):
                raise Http404
            return view(request, *args, **kwargs)

        return checked

    return decorate


def may_manage_people(actor) -> bool:
    """Add, end, invite, load rosters."""
    return has_role(actor, Role.HR, Role.ADMIN)


def may_manage(actor, person) -> bool:
    """An administrator's sign-in is changed by administrators alone: else HR could make itself one with a new code."""
    return may_manage_people(actor) and (not _administers(person) or _administers(actor))


def may_give_role(actor, role: str) -> bool:
    return may_manage_people(actor) and (role != Role.ADMIN or _administers(actor))


def is_supervisor_of(actor, person, on: dt.date) -> bool:
    """Named as supervisor in one of the jobs that the person holds that day, whichever of merged records says it."""
    return Job.objects.held(on).filter(_led_by(actor), person__in=same_person(person)).exists()


def supervised_by(actor, on: dt.date):
    """Ids of the people whose supervisor this is on that day: the kept record of merged ones."""
    jobs = Job.objects.held(on).filter(_led_by(actor))
    return jobs.order_by().values(keeper=Coalesce("person__merged_into", "person"))


def same_person(person):
    """The numbers of this person: their own and those merged into it, as a subquery for `marker__in=…`."""
    keeper = person.merged_into_id or person.pk
    return Person.objects.filter(Q(pk=keeper) | Q(merged_into=keeper)).order_by().values("pk")


def _led_by(actor) -> Q:
    """Jobs that name this person as supervisor, or a record merged into theirs.

    By number, not an OR over a join: a database would read all jobs for it, on pages that everyone opens.
    """
    if actor.merged_into_id is None and getattr(actor, "keeps_others", True) is False:
        return Q(supervisor=actor.pk)  # whoever is signed in, nearly always
    return Q(supervisor__in=same_person(actor))


def units_led_by(person, on: dt.date):
    """The units a leader may look into that day: each unit granted and those below it; all for the whole district.

    None for someone who leads nothing. Two queries and the one that reads the result.
    """
    grants = list(person.role_grants.held(on).filter(role=Role.LEADER).values_list("unit_id", flat=True))
    if not grants:
        return Unit.objects.none()
    if None in grants:
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=below(set(grants)))


def _administers(person) -> bool:
    return person.is_superuser or has_role(person, Role.ADMIN)
