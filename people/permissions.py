"""Who may do what with people and, since roles live here, the words other rooms build their own rules from."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.utils import timezone


def roles_of(person) -> frozenset[str]:
    """Roles held today. Read once for each request: the answer is kept on the person object."""
    if not hasattr(person, "_roles"):
        held = person.role_grants.held(timezone.localdate()) if person.is_authenticated else ()
        person._roles = frozenset(grant.role for grant in held)
    return person._roles


def has_role(person, *roles: str) -> bool:
    return not roles_of(person).isdisjoint(roles)


def role_required(*roles: str):
    """Signed in, and holding one of these roles; an administrator may open every staff page."""

    def decorate(view):
        @login_required
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not has_role(request.user, "admin", *roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate
