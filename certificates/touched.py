"""What a release of a course does to certificates: nothing, and the page that asks says so with their number."""

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Credential, CredentialEvent
from courses.models import Course
from courses.release.impact import Touched, count_touched
from people.models import Person


def _held(course: Course):
    """Of people who work here, all but those whose last event took them back."""
    last = CredentialEvent.objects.filter(credential=OuterRef("pk")).order_by("-pk").values("kind")[:1]
    here = Person.objects.employed(timezone.localdate())
    theirs = Q(person__in=here) | Q(person__merged_into__in=here)
    rows = Credential.objects.filter(theirs, course=course).annotate(last=Subquery(last))
    return rows.filter(Q(last=None) | ~Q(last=CredentialEvent.Kind.REVOKED))


@count_touched
def certificates_of_course(course: Course) -> Touched:
    return Touched(
        label=_("Certificates that people hold"),
        count=_held(course).count(),
        what_happens=_("All stay as they are, with their date. Only a finished retake brings a new one."),
    )
