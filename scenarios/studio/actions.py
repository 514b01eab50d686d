"""The one thing that the studio writes by itself: a draft whose opening came from a real message."""

from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log

from scenarios.pages import ScenarioIndexPage, ScenarioPage


@transaction.atomic
def begin_from_message(*, shelf: ScenarioIndexPage, title: str, channel: str, opening: str, actor) -> ScenarioPage:
    """A draft on the shelf with what is left of the message as its opening; nothing else of it is written anywhere."""
    page = ScenarioPage(
        title=title,
        draft_title=title,
        slug=_free_slug(shelf, title),
        channel=channel,
        opening=opening,
        live=False,
        owner=actor,
    )
    shelf.add_child(instance=page)
    revision = page.save_revision(user=actor, log_action=False)
    log(instance=page, action="wagtail.create", revision=revision, user=actor, content_changed=True)
    return page


def _free_slug(shelf: ScenarioIndexPage, title: str) -> str:
    taken = set(shelf.get_children().values_list("slug", flat=True))
    base = slugify(title)[:60] or "conversation"
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
