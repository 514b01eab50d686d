"""What needs a look by a person: each kind with what to do next, and how many there are."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from compliance.counted import CountedPaginator
from compliance.exceptions import CONFLICT, LEFT_BEHIND, NO_SUPERVISOR, NOBODY, SNAG, UNREALISTIC, counts, exceptions
from people.permissions import role_required

PER_PAGE = 50
# What it is, and what to do about it.
WORDS = {
    NOBODY: (
        _("Requirements that ask nobody"),
        _("Nobody stands in the group. Look at its rule, or retire the requirement."),
    ),
    UNREALISTIC: (
        _("Due before it was assigned"),
        _("The rule's date was past when it was assigned, so a later one was set. Check that it can be kept."),
    ),
    NO_SUPERVISOR: (
        _("Asked, without a supervisor"),
        _("Nobody hears when they are late, or grants more time. Name a supervisor with their jobs, or in the roster."),
    ),
    CONFLICT: (
        _("One course, two due dates"),
        _("Two requirements ask the same people for one course. Say that it is meant so, or change one of them."),
    ),
    LEFT_BEHIND: (
        _("Saved views without an owner"),
        _("The owner left, or is no longer in human resources. No report goes out until one of you takes it over."),
    ),
    SNAG: (
        _("Dates that could not be worked out"),
        _(
            "They stand as they stood before; everyone else's are right. Look for a date far off: in the terms, the"
            " leave, what was allowed. It is tried again each night. If it stays, tell whoever runs this site what it"
            " says."
        ),
    ),
}


@role_required("hr")
@require_safe
def queue(request):
    """One kind at a time; a kind that is not known shows the first that has any."""
    today = timezone.localdate()
    rows = exceptions(today)
    found = counts(rows)
    first = next((kind for kind in WORDS if found[kind]), NOBODY)
    kind = request.GET.get("kind") if request.GET.get("kind") in WORDS else first
    context = {
        "kinds": kinds(found),
        "kind": kind,
        "head": WORDS[kind][0],
        "advice": WORDS[kind][1],
        "page": CountedPaginator(rows[kind], PER_PAGE, found[kind]).get_page(request.GET.get("page")),
        "today": today,
    }
    return render(request, "compliance/exceptions.html", context)


@role_required("hr")
@require_safe
def count(request):
    """A part of the overview, asked for after it: the figures of the matrix wait for nothing."""
    return render(
        request, "compliance/exception_counts.html", {"kinds": kinds(counts(exceptions(timezone.localdate())))}
    )


def kinds(found: dict[str, int]) -> list[tuple]:
    return [(kind, head, found[kind]) for kind, (head, _advice) in WORDS.items()]
