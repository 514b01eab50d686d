"""A roster plan as the check page and the command show it: every list in words, with the names looked up once."""

from people.models import Person
from people.roster import Entry, RosterPlan
from people.roster_words import ChangeWords, sentence


def page_of(plan: RosterPlan) -> dict:
    names = {number: f"{first} {last}".strip() for number, first, last in _names()}
    entries: list[Entry] = [*plan.joiners, *plan.movers]
    names.update({each.employee_number: each.name for each in entries})
    words = ChangeWords(names)
    return {
        "plan": plan,
        "joiners": [
            {
                "entry": joiner,
                "jobs": [
                    {
                        "unit": words.units.get(step.terms.unit, step.terms.unit),
                        "family": words.families.get(step.terms.family, step.terms.family),
                        "title": step.terms.title,
                        "on": step.on,
                    }
                    for step in joiner.steps
                ],
            }
            for joiner in plan.joiners
        ],
        "movers": [
            {"entry": mover, "changes": [words.line(change) for change in mover.changes]} for mover in plan.movers
        ],
        "refused": [
            {"line": row.line, "number": row.employee_number, "sentence": sentence(row)} for row in plan.refused
        ],
        "notes": [
            {"line": note.line, "number": note.employee_number, "sentence": sentence(note)} for note in plan.notes
        ],
        "share": round(100 * len(plan.leavers) / plan.employed) if plan.employed else 0,
    }


def _names():
    return Person.objects.values_list("username", "first_name", "last_name").order_by()
