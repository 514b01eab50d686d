"""Who may be signed in. A leaver's open session ends with the next request, because the backend is asked each time."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef
from django.utils import timezone

from people import known
from people.models import Job, Person


class StaffBackend(AuthenticationBackend):
    def user_can_authenticate(self, user):
        return user.may_sign_in()

    def get_user(self, user_id):
        """The person of a session, who knows whether other records were merged into theirs, and whether they lead
        people today: most pages ask that, and so it costs no query of theirs."""
        others = Person.objects.filter(merged_into=OuterRef("pk"))
        led = Job.objects.held(timezone.localdate()).filter(supervisor=OuterRef("pk"))
        found = Person.objects.annotate(keeps_others=Exists(others), leads_people=Exists(led), **known.questions())
        person = found.filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None

    def _authenticate(self, request, **credentials):
        # allauth would also look through its own list of addresses, where an old one may still stand.
        typed = credentials.get("email") or credentials.get("username") or ""
        return self._check_password(find_person(typed), credentials["password"])


def find_person(typed: str) -> Person | None:
    """The person with this e-mail address or employee number; letters in either case."""
    typed = typed.strip()
    if not typed or "\x00" in typed:
        return None
    if "@" in typed:
        return Person.objects.filter(email=typed.lower()).first()
    found = list(Person.objects.filter(username__iexact=typed)[:2])
    exact = [person for person in found if person.username == typed]
    return (exact or found or [None])[0]
