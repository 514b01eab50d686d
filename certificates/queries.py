"""Reading certificates: the newest issue of each, and what may be said about it today."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates.models import Credential, CredentialEvent, CredentialIssue
from certificates.validity import Facts, State, state
from certificates.wording import HAPPENED
from courses.models import Enrollment, Evidence
from courses.permissions import mine


@dataclass(frozen=True)
class CertificateLine:
    credential: Credential
    issue: CredentialIssue
    state: State
    title: str
    sentence: str
    url: str
    check_url: str

    @property
    def revoked(self) -> bool:
        return self.state is State.REVOKED


@dataclass(frozen=True)
class HistoryRow:
    at: datetime
    what: str
    reason: str
    by: str


def issued() -> QuerySet[Credential]:
    """Credentials that are on paper, with `newest_issue` (a list of one) and `last_event` (a kind or None)."""
    newest = CredentialIssue.objects.filter(credential=OuterRef("credential")).order_by("-number").values("pk")[:1]
    event = CredentialEvent.objects.filter(credential=OuterRef("pk")).order_by("-at", "-pk").values("kind")[:1]
    issues = CredentialIssue.objects.filter(pk=Subquery(newest)).select_related("edition")
    return (
        Credential.objects.filter(Exists(CredentialIssue.objects.filter(credential=OuterRef("pk"))))
        .annotate(last_event=Subquery(event))
        .prefetch_related(Prefetch("issues", queryset=issues, to_attr="newest_issue"))
        .order_by("-created_at", "-pk")
    )


def search(words: str) -> QuerySet[Credential]:
    """Each word stands in the name of today, the name or course on a paper, the employee number or the number."""
    found = issued()
    for word in words.split():
        on_paper = CredentialIssue.objects.filter(Q(name__icontains=word) | Q(title__icontains=word))
        found = found.filter(
            Exists(on_paper.filter(credential=OuterRef("pk")))
            | Q(person__last_name__icontains=word)
            | Q(person__first_name__icontains=word)
            | Q(person__username=word)
            | Q(public_id__icontains=word)
        )
    return found


def certificates_of(person, on: date | None = None, limit: int | None = None) -> list[CertificateLine]:
    """A person's certificates that have been put on paper, newest first; records merged into theirs included."""
    newest = CredentialIssue.objects.filter(credential=OuterRef("credential")).order_by("-number").values("pk")[:1]
    event = CredentialEvent.objects.filter(credential=OuterRef("credential")).order_by("-at", "-pk").values("kind")[:1]
    found = CredentialIssue.objects.filter(mine(person, "credential__"), pk=Subquery(newest))
    found = found.select_related("credential").annotate(last_event=Subquery(event))
    return lines([_as_issued(issue) for issue in found.order_by("-credential__created_at", "-credential")[:limit]], on)


def _as_issued(issue: Any) -> Any:
    """The credential of an issue, with the two attributes that `issued()` adds."""
    issue.credential.newest_issue, issue.credential.last_event = [issue], issue.last_event
    return issue.credential


def lines(credentials, on: date | None = None) -> list[CertificateLine]:
    on = on or timezone.localdate()
    return [line(credential, on) for credential in credentials]


def line(credential: Any, on: date) -> CertificateLine:
    """One certificate that came from `issued()`, with the two attributes that it adds."""
    issue = credential.newest_issue[0]
    revoked = credential.last_event == CredentialEvent.Kind.REVOKED
    today = state(Facts(issue.good_until, latest=True, revoked=revoked), on)
    return CertificateLine(
        credential=credential,
        issue=issue,
        state=today,
        title=issue.title,
        sentence=sentence(issue, today),
        url=reverse("certificates:view", args=[credential.public_id]),
        check_url=reverse("certificates:check", args=[credential.public_id]),
    )


def state_of_paper(found: CertificateLine, number: int | None, on: date) -> State:
    """The state of one paper of this certificate; without a number, of the newest."""
    latest = number is None or number >= found.issue.number
    return state(Facts(found.issue.good_until, latest=latest, revoked=found.state is State.REVOKED), on)


def without_paper() -> QuerySet[Enrollment]:
    """Whole rounds whose completion stands and whose certificate is still to be drawn."""
    completion = Evidence.objects.standing().filter(
        enrollment=OuterRef("pk"), course__isnull=False, edition__isnull=False, kind=Evidence.Kind.COMPLETED
    )
    return Enrollment.objects.filter(
        Exists(completion), kind=Enrollment.Kind.WHOLE, completed_at__isnull=False, credential__issues__isnull=True
    )


def being_made(person) -> list[Enrollment]:
    """This person's rounds that are complete and whose certificate is on its way."""
    return list(without_paper().filter(mine(person)).select_related("course").order_by("completed_at"))


def history(credential: Credential) -> list[HistoryRow]:
    """Issues and events together, oldest first."""
    issues = [
        HistoryRow(issue.issued_at, str(HAPPENED[issue.why]), issue.reason, str(issue.issued_by or ""))
        for issue in credential.issues.select_related("issued_by")
    ]
    events = [
        HistoryRow(event.at, str(HAPPENED[event.kind]), event.reason, str(event.actor))
        for event in credential.events.select_related("actor")
    ]
    return sorted(issues + events, key=lambda row: row.at)


def sentence(issue: CredentialIssue, today: State) -> str:
    done = date_format(issue.completed_on, "F j, Y")
    if today is State.REVOKED:
        return _("Revoked. Ask Human Resources.")
    if issue.good_until is None:
        return _("%(done)s.") % {"done": done}
    until = date_format(issue.good_until, "F j, Y")
    if today is State.PAST:
        return _("%(done)s. It was good until %(until)s.") % {"done": done, "until": until}
    return _("%(done)s. Good until %(until)s.") % {"done": done, "until": until}
