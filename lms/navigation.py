"""Which pages a person is offered, and which one comes first. Permission is checked by each page again.

An area of the office holds several pages: it is one entry above, and its pages are a row of their own below it.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.permissions import has_role


@dataclass(frozen=True)
class Entry:
    """A page, or an area of `pages`: who is offered one of them is offered the area, which opens the first."""

    label: str | Promise
    view: str = ""
    roles: tuple[str, ...] = ()  # empty: everyone who is signed in
    below: tuple[str, ...] = ()  # addresses under which this entry is the current one
    known: str = ""  # also for whoever the session knows to be this (`people.known`); without roles: for them alone
    pages: tuple["Entry", ...] = ()


HR, LEADS = ("hr",), "leads_people"
ENTRIES = (
    # Of someone's record, a why or an assignment, who leads nobody opens only their own.
    Entry(_("My learning"), "my_learning", below=("/my/", "/courses/", "/compliance/mine/", "/compliance/letters/",
          "/compliance/stop/", "/compliance/people/", "/compliance/assignments/", "/certificates/records/")),
    Entry(_("Practice"), "scenarios:library", below=("/practice/",)),
    Entry(_("Certificates"), "certificates:mine", below=("/certificates/",)),
    Entry(
        _("My people"),
        pages=(
            Entry(
                _("Where they stand"),
                "compliance:my_people",
                below=("/compliance/my-people", "/compliance/people/", "/certificates/records/",
                       "/compliance/assignments/", "/compliance/requests/", "/courses/refer/", "/compliance/ladders/"),
                known=LEADS,
            ),
            Entry(_("Learned elsewhere"), "courses:prior_queue", below=("/courses/prior/waiting/",), known=LEADS),
            Entry(_("Observed calls"), "courses:observed", below=("/courses/observed/",), known=LEADS),
            Entry(_("Saved views"), "compliance:views", below=("/compliance/views/",), known=LEADS),
        ),
    ),
    Entry(
        _("Status"),
        pages=(
            Entry(_("By unit"), "compliance:overview", HR, ("/compliance/", "/compliance/units/")),
            Entry(
                _("By person"),
                "compliance:list",
                HR,
                ("/compliance/list", "/compliance/people/", "/certificates/records/", "/compliance/bulk/",
                 "/compliance/assignments/", "/compliance/requests/"),
            ),
            Entry(_("What needs a look"), "compliance:exceptions", HR, ("/compliance/exceptions/",)),
            Entry(_("Reminders"), "compliance:reminders", HR, ("/compliance/reminders/",)),
            Entry(_("Progress by course"), "progress", HR, ("/progress/",)),
        ),
    ),
    Entry(
        _("Requirements"),
        pages=(
            Entry(
                _("What is required"),
                "compliance:rules",
                HR,
                ("/compliance/rules/", "/compliance/groups/", "/compliance/requirements/", "/compliance/ladders/"),
            ),
            Entry(_("Enroll people"), "courses:enroll_people", HR, ("/courses/enroll/",)),
            Entry(_("In-person sessions"), "courses:sessions", HR, ("/courses/sessions/",)),
            Entry(_("Past completions"), "courses:past", HR, ("/courses/past/",)),
            Entry(_("Learned elsewhere"), "courses:prior_queue", HR, ("/courses/prior/waiting/",)),
            Entry(_("Courses that count for others"), "courses:equivalencies", HR, ("/courses/equivalencies/",)),
        ),
    ),
    Entry(
        _("Staff"),
        pages=(
            Entry(_("People"), "people:list", HR, ("/people/",)),
            Entry(_("Leave"), "compliance:leave", HR, ("/compliance/leave/",)),
            Entry(_("Roster"), "people:roster", HR, ("/people/roster/",)),
            Entry(_("Invitations"), "people:invitations", HR, ("/people/invitations/",)),
            Entry(_("Duplicates"), "people:duplicates", HR, ("/people/duplicates/",)),
            Entry(_("The district"), "district", HR, ("/district/",)),
        ),
    ),
    Entry(
        _("Reports"),
        pages=(
            Entry(_("Saved views"), "compliance:views", HR, ("/compliance/views/", "/compliance/reports/")),
            Entry(_("Audit exports"), "compliance:audit", HR, ("/compliance/audit/",)),
            Entry(_("Training minutes"), "minutes", HR, ("/minutes/",)),
            Entry(_("Certificates issued"), "certificates:issued", HR, ("/certificates/issued/",)),
            Entry(_("Agreement of scores"), "scenarios:agreement", HR, ("/practice/marking/agreement/",)),
        ),
    ),
    Entry(_("Plan"), "plan", ("leader",), ("/plan/",)),
    Entry(
        _("Marking"),
        pages=(
            Entry(_("Marking desk"), "scenarios:desk", ("marker",), ("/practice/marking/",), known="named_outsider"),
            Entry(_("Observed calls"), "courses:observed", ("trainer",), ("/courses/observed/",)),
            Entry(_("In-person sessions"), "courses:sessions", ("trainer",), ("/courses/sessions/",)),
            Entry(_("Agreement"), "scenarios:agreement", ("marker", "trainer"), ("/practice/marking/agreement/",)),
        ),
    ),
    Entry(_("Studio"), "wagtailadmin_home", ("trainer",), ("/admin/",)),
)  # fmt: skip


def first_page(person) -> str:
    """Where sign-in leads: HR to the list, leaders to the plan, everyone else to their own learning."""
    if has_role(person, "hr"):
        return reverse("compliance:overview")
    if has_role(person, "leader"):
        return reverse("plan")
    return reverse("my_learning")


def navigation_for(person, path: str) -> list[dict]:
    """What is offered to this person, with the pages of each area; the longest matching address is the current one."""
    offered = [(entry, [one for one in entry.pages or (entry,) if is_offered(one, person)]) for entry in ENTRIES]
    matches = [(len(start), one) for _e, pages in offered for one in pages for start in one.below
               if path.startswith(start)]  # fmt: skip
    # Of two that match alike, the later: what human resources sees of a person is not only their supervisor's.
    current = max(reversed(matches), key=lambda match: match[0])[1] if matches else None
    return [
        _place(entry.label, pages[0], current in pages) | {"pages": _tabs(pages, current)}
        for entry, pages in offered
        if pages
    ]


def _tabs(pages: list[Entry], current: Entry | None) -> list[dict]:
    return [_place(one.label, one, one is current) for one in pages] if len(pages) > 1 else []


def _place(label: str | Promise, page: Entry, current: bool) -> dict:
    return {"label": label, "url": reverse(page.view), "current": current}


def is_offered(entry: Entry, person) -> bool:
    if entry.known and getattr(person, entry.known, False):
        return True
    return has_role(person, "admin", *entry.roles) if entry.roles else not entry.known
