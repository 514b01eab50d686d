"""Which pages a person is offered, and which one comes first. Permission is checked by each page again."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.permissions import has_role


@dataclass(frozen=True)
class Entry:
    label: str | Promise
    view: str
    roles: tuple[str, ...] = ()  # empty: everyone who is signed in
    below: tuple[str, ...] = ()  # addresses under which this entry is the current one
    leads: bool = False  # also for whoever is named as someone's supervisor today


ENTRIES = (
    Entry(_("My learning"), "my_learning", below=("/my/", "/courses/")),
    Entry(_("Practice"), "scenarios:library", below=("/practice/",)),
    Entry(_("Certificates"), "certificates:mine", below=("/certificates/",)),
    Entry(_("My people"), "compliance:my_people", below=("/compliance/my-people/",), leads=True),
    Entry(_("Compliance"), "compliance:overview", ("hr",), ("/compliance/",)),
    Entry(_("Progress"), "progress", ("hr",), ("/progress/", "/courses/enroll/", "/courses/past/", "/minutes/")),
    Entry(_("People"), "people:list", ("hr",), ("/people/", "/district/")),
    Entry(_("Issued"), "certificates:issued", ("hr",), ("/certificates/issued/",)),
    Entry(_("Plan"), "plan", ("leader",), ("/plan/",)),
    Entry(_("Marking desk"), "scenarios:desk", ("marker",), ("/practice/marking/",)),
    Entry(_("Agreement"), "scenarios:agreement", ("marker", "trainer", "hr"), ("/practice/marking/agreement/",)),
    Entry(_("Studio"), "wagtailadmin_home", ("trainer",), ("/admin/",)),
)


def first_page(person) -> str:
    """Where sign-in leads: HR to the list, leaders to the plan, everyone else to their own learning."""
    if has_role(person, "hr"):
        return reverse("compliance:overview")
    if has_role(person, "leader"):
        return reverse("plan")
    return reverse("my_learning")


def navigation_for(person, path: str) -> list[dict]:
    """The entries for this person; the one with the longest matching address is the current one."""
    offered = [entry for entry in ENTRIES if is_offered(entry, person)]
    matches = [(len(prefix), entry) for entry in offered for prefix in entry.below if path.startswith(prefix)]
    current = max(matches, key=lambda match: match[0])[1] if matches else None
    return [{"label": entry.label, "url": reverse(entry.view), "current": entry is current} for entry in offered]


def is_offered(entry: Entry, person) -> bool:
    if entry.leads:
        return getattr(person, "leads_people", False)
    return not entry.roles or has_role(person, "admin", *entry.roles)
