"""Helen's work: a unit onto a course, and a roster with a line that cannot be read."""

import pytest

from courses.models import Enrollment
from people.models import Job, Person
from tests.courses.factories import course_of, lesson_version

pytestmark = pytest.mark.browser

HEAD = "employee_number,first_name,last_name,email,unit,job_family,job_title,level,supervisor,hired_on,job_from,primary"


@pytest.fixture
def helen(alder, browsing):
    return browsing(address=alder).arrive("100106")


def roster_of_today() -> list[str]:
    """Everyone as they are on record, as the district's own system would send it."""
    lines = []
    jobs = Job.objects.filter(ends_on__isnull=True).select_related("person", "unit", "family", "supervisor")
    for job in jobs.order_by("person__username", "-primary"):
        person = job.person
        supervisor = job.supervisor.username if job.supervisor else ""
        lines.append(
            f"{person.username},{person.first_name},{person.last_name},{person.email or ''},"
            f'{job.unit.slug},{job.family.slug},"{job.title}",{job.level},{supervisor},'
            f"{person.hired_on or ''},{job.starts_on},{'yes' if job.primary else 'no'}"
        )
    return lines


def test_helen_enrolls_a_unit_after_reading_the_names(helen):
    # A course that nothing asks for: all others have their rounds already.
    course = course_of(lesson_version())
    before = Enrollment.objects.count()
    helen.go("/courses/enroll/")
    page = helen.page
    page.select_option("select[name=course]", label=course.title)
    page.check("input[name=by][value=unit]")
    page.select_option("select[name=unit]", label="Transportation")
    page.get_by_role("button", name="Show who it is").click()
    confirm = page.get_by_role("button", name="Enroll")
    confirm.wait_for()
    named = page.locator("section:has(#new) li").count()
    assert (Enrollment.objects.count(), named > 0) == (before, True)
    confirm.click()
    page.wait_for_url("**/done/")
    assert Enrollment.objects.count() == before + named


def test_helen_loads_a_roster_with_a_bad_line(helen):
    job = "front-office,Clerk,experienced,100102,2026-08-03,2026-08-03,yes"
    joiner = f"100951,Noor,Haddad,noor@alder.example,cedar-middle,{job}"
    bad = f"100952,Ira,Moss,ira@alder.example,no-such-school,{job}"
    lines = [HEAD, *roster_of_today(), joiner, bad]
    helen.go("/people/roster/")
    page = helen.page
    page.set_input_files(
        "input[type=file]", {"name": "roster.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    )
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Apply these changes").wait_for()
    refused = page.inner_text("section:has(#refused) tbody")
    assert (str(len(lines)) in refused, "100952" in refused, Person.objects.filter(username="100951").exists()) == (
        True,
        True,
        False,
    )
    page.get_by_role("button", name="Apply these changes").click()
    page.wait_for_load_state()
    page.wait_for_selector("h1")
    known = set(Person.objects.filter(username__in=["100951", "100952"]).values_list("username", flat=True))
    assert (known, Person.objects.filter(left_on__isnull=False).count()) == ({"100951"}, 0)
