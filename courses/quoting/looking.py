"""Looks at one course that quotes older words: what its release would change, to whom, and what stands in its way."""

from dataclasses import asdict, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.diff import changes
from courses.digest import digest_of
from courses.models.bulk_release import BulkReleasePart
from courses.models.quote import Quote
from courses.pages.course import CoursePage
from courses.quoting.found import Found, kept_lines, kept_problem
from courses.quoting.practice import newest_in_practice, practice_pages
from courses.quoting.source import Source
from courses.release.context import CompileContext
from courses.release.course import CourseDraft, DraftItem, compile_course
from courses.release.heads import heads, people_of
from courses.release.plan import ReleasePlan, check_slug, manifest_digest, plan_item, plan_release, slugs_taken


def page_of(part: BulkReleasePart):
    """The page in the studio, with its own class; None when it was deleted."""
    if part.alone:
        return practice_pages([part.of]).get(part.of)
    return CoursePage.objects.filter(translation_key=part.of).first()


def look_at(part: BulkReleasePart) -> Found:
    page = page_of(part)
    if page is None:
        return Found()
    source = Source(part.bulk.source)
    found = _practice(page, part, source) if part.alone else _course(page, part, source)
    return replace(found, page_id=page.pk, may=page.permissions_for_user(part.bulk.asked_by).can_publish())


def _course(page, part: BulkReleasePart, source: Source) -> Found:
    plan = plan_release(page)
    people = people_of(plan.previous.course if plan.previous else None, timezone.localdate())
    return Found(
        digest=plan.digest,
        same=plan.nothing_new,
        problems=[kept_problem(each) for each in plan.errors],
        others=other_changes(plan, CompileContext(instead={source: part.said})),
        compared=_compared(plan, source),
        heads=asdict(heads(people)),
    )


def other_changes(plan: ReleasePlan, as_before: CompileContext) -> list[str]:
    """What changed besides the quote, by name: found by compiling with the words that the edition holds."""
    changed = [
        item.outline.page.title
        for item in plan.changed
        if item.before and digest_of(item.outline.page.compile(as_before)) != item.before.version.digest
    ]
    moved = [item.outline.page.title for item in plan.added] + [item.version.title for item in plan.dropped]
    return changed + moved + ([] if moved or _manifest_stays(plan, as_before) else [_("the course page")])


def _manifest_stays(plan: ReleasePlan, as_before: CompileContext) -> bool:
    """Would texts, order and rules of the course be what they are, did only its items and the quote stay as before?"""
    if plan.previous is None:
        return True
    items = [replace(item, digest=item.before.version.digest) for item in plan.items if item.before]
    if manifest_digest(plan.draft, items) == plan.previous.digest:
        return True
    draft = compile_course(plan.page, as_before)
    items = [replace(item, outline=outline) for item, outline in zip(items, draft.items, strict=True)]
    return manifest_digest(draft, items) == plan.previous.digest


def _compared(plan: ReleasePlan, source: Source) -> list[dict]:
    """Word by word: the texts of the course, then each item that quotes it."""
    before = {item.before.version_id for item in plan.changed if item.before}
    quoting = set(Quote.objects.filter(source=source, version__in=before).values_list("version", flat=True))
    items = [
        kept_lines(item.outline.page.title, changes(item.before.version.definition, item.definition))
        for item in plan.changed
        if item.before and item.before.version_id in quoting
    ]
    texts = changes(_texts_of_edition(plan), _texts_of_draft(plan.draft))
    return ([kept_lines(_("The course page"), texts)] if texts else []) + items


def _texts_of_edition(plan: ReleasePlan) -> dict:
    if plan.previous is None:
        return {}
    modules = plan.previous.items.order_by("order").values_list("module", flat=True)
    return {"title": plan.previous.title, **plan.previous.definition, "modules": list(dict.fromkeys(modules))}


def _texts_of_draft(draft: CourseDraft) -> dict:
    modules = [module for module, _items in draft.modules()]
    return {"title": draft.title, **draft.definition, "modules": list(dict.fromkeys(modules))}


def _practice(page, part: BulkReleasePart, source: Source) -> Found:
    context = CompileContext()
    item = plan_item(DraftItem(page, module=""), context, alone=True)
    check_slug(page, context, slugs_taken())
    newest = newest_in_practice().get(activity__key=part.of)
    only_this = digest_of(page.compile(CompileContext(instead={source: part.said}))) == newest.digest
    return Found(
        digest=item.digest,
        same=item.digest == newest.digest,
        problems=[kept_problem(each) for each in context.errors],
        others=[] if only_this else [page.title],
        compared=[kept_lines(page.title, changes(newest.definition, item.definition))],
    )
