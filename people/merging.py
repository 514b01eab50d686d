"""What merging pages show: likely duplicates, what would follow, and each refusal as a sentence."""

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from people.duplicates import Known, likely_duplicates
from people.models import Job, Person

_REASONS = {
    "same_number": lambda: _("the same number, but for zeros in front"),
    "same_name": lambda: _("the same name"),
    "swapped_name": lambda: _("first and last name changed places"),
    "near_name": lambda: _("names that differ by a letter or a short form"),
    "same_address": lambda: _("the same mailbox name"),
    "same_hire_date": lambda: _("hired on the same day"),
    "same_unit": lambda: _("a job in the same unit"),
}
_REFUSED = {
    "same_record": lambda: _("This is one and the same record. Name the other one."),
    "keeper_is_merged": lambda: _(
        "The record to keep was itself merged away. Name the record that it was merged into."
    ),
    "is_merged": lambda: _("This record was merged already. Undo that first if it was wrong."),
    "keeps_others": lambda: _("Other records were merged into this one. Keep this record, or undo those merges first."),
    "keeper_left": lambda: _(
        "The record to keep has a last day that is past, and the other one works here. Keep the one that works here."
    ),
    "changed_since": lambda: _(
        "The merged record was changed after the merge, so undoing would write over that. Nothing was changed."
    ),
    "unit_closed": lambda: _(
        "A unit in which the merged record had a job has closed since. Add the person again under their own number."
    ),
    "supervisor_gone": lambda: _("A supervisor named in the merged record is no longer on record."),
    "address_taken": lambda: _("The address of the merged record belongs to someone else now."),
}


def refused(code: str) -> str:
    return _REFUSED[code]()


def pairs() -> list[dict]:
    """Likely duplicates among everyone who is not merged away, with the two records and the reasons in words."""
    jobs = Job.objects.held(timezone.localdate()).select_related("unit", "family")
    rows = Person.objects.filter(merged_into__isnull=True).prefetch_related(Prefetch("jobs", jobs, to_attr="jobs_now"))
    people = {person.username: person for person in rows}
    known = (
        Known(
            number=person.username,
            first_name=person.first_name,
            last_name=person.last_name,
            email=person.email or "",
            hired_on=str(person.hired_on or ""),
            units=frozenset(job.unit.name for job in person.jobs_now),  # type: ignore[attr-defined]
        )
        for person in people.values()
    )
    return [
        {
            "first": people[pair.first],
            "second": people[pair.second],
            "reasons": [_REASONS[reason]() for reason in pair.reasons],
        }
        for pair in likely_duplicates(known)
    ]


def standing(person: Person) -> dict:
    """One of the two records as the merge page lays it beside the other."""
    today = timezone.localdate()
    return {
        "person": person,
        "jobs": list(person.jobs.held_or_ahead(today).select_related("unit", "family")),
        "roles": list(person.role_grants.held(today).select_related("unit")),
        "reports": Job.objects.held(today).filter(supervisor=person).count(),
    }
