"""The cast that every test plays with, and a quick database.

Ana is a front-office clerk at Cedar Middle School; Bruno supervises her. Tomas writes and marks; Mei and Ruth mark.
Helen is HR. Lena leads the district, Paul leads Cedar alone. Dario works at Alder High: he must see nothing of Ana's.
Walt drives a bus and has no e-mail address.
"""

import datetime as dt
import os

import hypothesis
import pytest
from django.core.cache import cache
from django.utils import timezone

import lms.settings as site
from courses.rounds import forget_outlines
from people.district import remember
from people.models import Role
from tests import databases
from tests.factories import AdmissionFactory, JobFactory, JobFamilyFactory, PersonFactory, RoleGrantFactory, UnitFactory

# A machine that says yes or no tries the same examples each time; at a desk each run tries new ones.
hypothesis.settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock(), databases.of_this_run(worker):
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """The cache and what a process remembers outlive a test's transaction; another test must not see them."""
    cache.clear()
    remember({})  # nobody changed the district's profile, and every process knows it
    timezone.deactivate()
    forget_outlines()


@pytest.fixture
def today():
    return dt.date.today()


@pytest.fixture
def indexed(settings):
    """Pages that are saved from here on are found by Wagtail's search and in its references, as on the real site."""
    settings.TASKS = site.TASKS


# --- units and job families ------------------------------------------------------------------------------------------
@pytest.fixture
def district(db):
    return UnitFactory(slug="acs", name="Alder County Schools", kind="district", setting="central")


@pytest.fixture
def cedar(district):
    return UnitFactory(slug="cedar-middle", name="Cedar Middle School", parent=district, setting="secondary")


@pytest.fixture
def alder_high(district):
    return UnitFactory(slug="alder-high", name="Alder High School", parent=district, setting="secondary")


@pytest.fixture
def depot(district):
    return UnitFactory(
        slug="transportation", name="Transportation", kind="department", parent=district, setting="depot"
    )


@pytest.fixture
def central(district):
    return UnitFactory(slug="central-office", name="Central office", kind="department", parent=district)


@pytest.fixture
def front_office(db):
    return JobFamilyFactory(slug="front-office", name="Front office")


@pytest.fixture
def transportation(db):
    return JobFamilyFactory(slug="transportation", name="Transportation")


@pytest.fixture
def central_family(db):
    return JobFamilyFactory(slug="central-office", name="Central office")


@pytest.fixture
def principal_family(db):
    return JobFamilyFactory(slug="principal", name="Principals")


# --- the cast --------------------------------------------------------------------------------------------------------
def member(number, first, last, unit, family, *, title="", level="experienced", supervisor=None, email=True):
    address = f"{first.lower()}@alder.example" if email else None
    person = PersonFactory(username=number, first_name=first, last_name=last, email=address)
    JobFactory(person=person, unit=unit, family=family, title=title, level=level, supervisor=supervisor)
    return person


@pytest.fixture
def bruno(cedar, front_office):
    return member("100102", "Bruno", "Keller", cedar, front_office, title="Office manager", level="supervisor")


@pytest.fixture
def ana(cedar, front_office, bruno):
    return member("100101", "Ana", "Delgado", cedar, front_office, title="Front-office clerk", supervisor=bruno)


@pytest.fixture
def dario(alder_high, front_office):
    return member("100109", "Dario", "Conti", alder_high, front_office, title="Front-office clerk")


@pytest.fixture
def walt(depot, transportation):
    return member("100110", "Walt", "Jensen", depot, transportation, title="Bus driver", email=False)


@pytest.fixture
def tomas(central, central_family):
    person = member("100103", "Tomas", "Reyes", central, central_family, title="Trainer")
    RoleGrantFactory(person=person, role=Role.TRAINER)
    RoleGrantFactory(person=person, role=Role.MARKER)
    AdmissionFactory(person=person)
    return person


@pytest.fixture
def mei(central, central_family):
    person = member("100104", "Mei", "Tanaka", central, central_family)
    RoleGrantFactory(person=person, role=Role.MARKER)
    AdmissionFactory(person=person)
    return person


@pytest.fixture
def ruth(central, central_family):
    person = member("100105", "Ruth", "Abara", central, central_family)
    RoleGrantFactory(person=person, role=Role.MARKER)
    AdmissionFactory(person=person)
    return person


@pytest.fixture
def helen(central, central_family):
    person = member("100106", "Helen", "Brandt", central, central_family, title="Human resources")
    RoleGrantFactory(person=person, role=Role.HR)
    return person


@pytest.fixture
def lena(central, central_family):
    person = member("100107", "Lena", "Osei", central, central_family, title="Superintendent", level="leader")
    RoleGrantFactory(person=person, role=Role.LEADER)
    return person


@pytest.fixture
def paul(cedar, principal_family):
    person = member("100108", "Paul", "Nolan", cedar, principal_family, title="Principal", level="leader")
    RoleGrantFactory(person=person, role=Role.LEADER, unit=cedar)
    return person


@pytest.fixture
def as_person(client):
    """`as_person(ana).get("/my/")`: the test client, signed in."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in
