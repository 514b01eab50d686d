"""The newest draft of a conversation: whose it is to see, how it reads, and everything that is wrong with it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from courses.release.context import CompileContext
from scenarios.compiling import assembled, overruled_words, place_of
from scenarios.lint import SEVERITIES, Finding, lint
from scenarios.lint.samples import overruled
from scenarios.pages import ScenarioPage
from scenarios.studio.places import anchor_of


@dataclass(frozen=True)
class Told:
    """A finding as the studio shows it. `href` leads to its place in the editor."""

    severity: str
    message: str
    place: str = ""
    href: str = ""
    why: str = ""
    mend: str = ""


def draft_for(request, page_id: int) -> ScenarioPage:
    """The newest draft, for someone who may edit it; everyone else is refused as anywhere in the studio."""
    page = get_object_or_404(ScenarioPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()


def definition_of_draft(page) -> dict[str, Any]:
    """What learners would be served, with pictures that the studio can show."""
    return assembled(page, CompileContext(preview=True))


def told_of(page) -> list[Told]:
    """Everything that is wrong with the page as it stands, errors first; what was overruled stands last."""
    context = CompileContext()
    definition = assembled(page, context)
    told = [_told(page, each) for each in lint(definition)]
    told += [Told(each.severity, each.message, each.field) for each in context.problems]
    told.sort(key=lambda each: SEVERITIES.index(each.severity))
    overruling = [_told(page, each, overruled_words(each, reason)) for each, reason in overruled(definition)]
    return [*told, *overruling]


def _told(page, finding: Finding, overruled_by: str = "") -> Told:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else ""
    anchor = anchor_of(page, finding.path)
    return Told(
        severity=finding.severity,
        message=overruled_by or finding.message,
        place=place_of(finding) if finding.path else "",
        href=f"{edit}#{anchor}" if edit and anchor else "",
        why="" if overruled_by else finding.why,
        mend="" if overruled_by else finding.mend,
    )
