"""Helen's audit, from the roster to the file: who is caught, what is allowed to one person, why."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from django.utils import timezone

from compliance.models import Assignment, AuditFile
from people.models import Job, Person
from tests.browser.checker import faults
from tests.browser.test_office import HEAD, roster_of_today

pytestmark = [pytest.mark.browser, pytest.mark.journey]
DAY = dt.timedelta(days=1)


def press(page, name):
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def roster_with_a_mover_and_a_bad_line(today) -> str:
    """Walt leaves the depot for the front office of Cedar; one line names a school that is not there."""
    moved = f'cedar-middle,front-office,"Clerk",experienced,100102,,{today},yes'
    lines = [line for line in roster_of_today() if not line.startswith("100110,")]
    bad = "100952,Ira,Moss,ira@alder.example,no-such-school,front-office,Clerk,experienced,100102,,2026-08-03,yes"
    return "\n".join([HEAD, *lines, f"100110,Walt,Jensen,,{moved}", bad])


def test_from_the_roster_to_the_audit_file(alder, browsing, work):
    today = timezone.localdate()
    helen = browsing(address=alder).arrive("100106")
    page = helen.page

    # A roster with a mover and a line that cannot be read.
    helen.go("/people/roster/")
    data = roster_with_a_mover_and_a_bad_line(today).encode()
    page.set_input_files("input[type=file]", {"name": "roster.csv", "mimeType": "text/csv", "buffer": data})
    press(page, "Check the file")
    assert "100952" in page.inner_text("section:has(#refused) tbody")
    press(page, "Apply these changes")
    assert Job.objects.primary(today).get(person__username="100110").unit.slug == "cedar-middle"

    # A group, counted while it is composed, and a requirement for it.
    helen.go("/compliance/groups/new/")
    page.fill("#id_name", "Office of Cedar")
    page.get_by_label("Front office").first.check()
    page.get_by_label("Cedar Middle School").first.check()
    page.locator("#caught", has_text="Front office, and at Cedar Middle School").wait_for()
    caught = int(page.locator("#caught strong").inner_text().split()[0])
    assert faults(page) == []
    press(page, "Keep this group")
    page.get_by_role("link", name="New requirement for this group").click()
    page.fill("#id_name", "Phones first")
    page.fill("#id_why", "Families hear us before they see us.")
    page.get_by_label("Empathy and trust").check()
    page.fill("#id_due_days", "20")
    press(page, "Keep this requirement")
    work()

    # Who is caught, the mover among them.
    helen.go("/compliance/list/?requirement=phones-first")
    assert page.locator("tbody tr").count() == caught
    assert "Jensen, Walt" in page.inner_text("tbody")

    # More time for one, a waiver for another, and why.
    until = today + 40 * DAY
    allow(helen, "100110", "More time", "He has just moved.", until)
    other = rows().filter(completed_on=None).exclude(person__username="100110").first().person
    allow(helen, other.username, "Waive it for this period", "Teaches this course.")
    helen.go("/compliance/people/100110/why/phones-first/")
    said = helen.text()
    assert [words in said for words in ("He has just moved.", "Helen Brandt", "Office of Cedar")] == [True] * 3
    assert faults(page) == []
    standing = {row.person.username: row for row in rows()}
    assert (standing["100110"].due_on, standing[other.username].waived_on) == (until, today)

    # The file says what the pages say.
    helen.go("/compliance/audit/")
    page.select_option("#id_requirement", label="Phones first")
    press(page, "Make the files")
    work()
    page.reload()
    with page.expect_download() as given:
        page.get_by_role("link", name="CSV").first.click()
    read = list(csv.DictReader(io.StringIO(Path(given.value.path()).read_text(encoding="utf-8-sig"))))
    assert (len(read), AuditFile.objects.filter(kind="csv").get().rows) == (caught, caught)
    in_file = {line["Employee number"]: line["Due"] for line in read}
    assert in_file == {number: row.due_on.isoformat() for number, row in standing.items()}


def allow(helen, number, kind, reason, until=None):
    row = Assignment.objects.get(person=Person.objects.get(username=number), requirement__slug="phones-first")
    helen.go(f"/compliance/assignments/{row.pk}/adjust/")
    helen.page.get_by_label(kind).check()
    if until:
        helen.page.fill("#id_until", until.isoformat())
    helen.page.fill("#id_reason", reason)
    press(helen.page, "Keep it")


def rows():
    return Assignment.objects.filter(requirement__slug="phones-first").select_related("person")
