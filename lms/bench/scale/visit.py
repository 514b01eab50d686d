"""Pages of a filled district: who opens them, which they are, what they ask of the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.models import Requirement
from lms.bench.measure import WentWrong, statements
from people.models import Person, Role


def signed_in() -> Client:
    """As human resources."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(role_grants__role=Role.HR))
    return client


def someone() -> Person:
    """The second of them: no role, a job in a school."""
    return Person.objects.order_by("pk")[1]


def requirement(n: int) -> Requirement:
    return Requirement.objects.select_related("audience").get(slug=f"asked-{n}")


def addresses() -> dict[str, str]:
    person = someone()
    return {
        "matrix": reverse("compliance:overview"),
        "unit": reverse("compliance:unit", args=[person.jobs.get().unit.slug]),
        "overdue": f"{reverse('compliance:list')}?show=late",
        "everyone": reverse("compliance:list"),
        "one_person": reverse("compliance:record", args=[person.username]),
        "why": reverse("compliance:why", args=[person.username, requirement(2).slug]),
    }


def ask(client: Client, url: str) -> None:
    response = client.get(url)
    if response.status_code != 200:
        raise WentWrong(f"{url} answered {response.status_code}.")


def count_queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask(client, url)
    return len(statements(captured.captured_queries))
