"""An undo as the page and the command show it: who goes back to what, and who stays, in sentences."""

from django.utils.translation import gettext as _

from people.models import JobFamily, Unit
from people.roster.undo import Stays, Trail, Undo

_STAYS = {
    "changed_since": lambda: _("Changed since the load, so it stays as it is now."),
    "in_use": lambda: _(
        "They were invited or written to, signed in or left something on record since, so the record stays. If it is"
        " wrong, set a last day on their page."
    ),
    "leads_others": lambda: _("They are the supervisor of someone else now, so the record stays."),
    "address_taken": lambda: _("The address %(email)s belongs to number %(owner)s now, so it cannot be given back."),
    "unit_closed": lambda: _("%(unit)s has closed since, so no one can go back there."),
    "supervisor_gone": lambda: _("The supervisor they had is no longer on record."),
}


def sentence(each: Stays) -> str:
    return stays_words(each.code, each.about)


def stays_words(code: str, about) -> str:
    return _STAYS[code]() % dict(about)


def page_of(plan: Undo) -> dict:
    units = dict(Unit.objects.values_list("pk", "name"))
    families = dict(JobFamily.objects.values_list("pk", "name"))
    return {
        "plan": plan,
        "gone": plan.gone,
        "ended": plan.ended,
        "restored": [
            {"number": each.number, "name": each.name, "back": list(_back(each, units, families))}
            for each in plan.restored
        ],
        "stays": [{"number": each.number, "name": each.name, "sentence": sentence(each)} for each in plan.stays],
    }


def _back(trail: Trail, units: dict, families: dict):
    """What one person goes back to, a line each."""
    before, after = trail.before or {}, trail.after
    if after["left_on"] != before["left_on"]:
        yield _("works here again") if before["left_on"] is None else _("has left again")
    if (after["first_name"], after["last_name"]) != (before["first_name"], before["last_name"]):
        yield _("name: %(name)s") % {"name": f"{before['first_name']} {before['last_name']}".strip()}
    if after["email"] != before["email"]:
        yield _("e-mail: %(email)s") % {"email": before["email"] or _("none")}
    if after["hired_on"] != before["hired_on"]:
        yield _("hired on: %(day)s") % {"day": before["hired_on"] or _("none")}
    for key, job in before["jobs"].items():
        if job != after["jobs"].get(key):
            place = {"unit": units.get(job["unit_id"], ""), "family": families.get(job["family_id"], "")}
            yield _("again: %(unit)s, %(family)s") % place
    for key, job in after["jobs"].items():
        if key not in before["jobs"]:
            place = {"unit": units.get(job["unit_id"], ""), "family": families.get(job["family_id"], "")}
            yield _("no longer: %(unit)s, %(family)s") % place
    if after["roles"] != before["roles"]:
        yield _("roles as they were")
