"""The two verbs: release a course (an edition), release an activity alone (a version, for practice)."""

from operator import attrgetter

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.actions.editions import move_to_newest
from courses.actions.locks import lock_course, lock_rounds
from courses.actions.rounds_due import open_rounds_due
from courses.actions.unasked import close_what_is_unasked
from courses.meaning import Effect, effect_of, strongest
from courses.models.activity import ActivityVersion
from courses.models.course import Change, Course, CourseEdition, EditionItem
from courses.models.enrollment import Enrollment
from courses.quoting.noting import note_quotes
from courses.release.context import CompileContext
from courses.release.course import DraftItem
from courses.release.impact import who_is_due
from courses.release.pictures import keep
from courses.release.plan import (
    CHANGED_SINCE,
    PlannedItem,
    ReleasePlan,
    check_slug,
    last_number,
    newest_edition,
    plan_item,
    plan_release,
    slugs_taken,
)  # fmt: skip
from courses.release.problems import Problem, ReleaseErrors
from outbox.actions import promise


def release_course(
    *,
    course_page,
    change: str,
    note: str,
    actor,
    per_item_change: dict | None = None,
    seen: str = "",
    after: int | None = None,
) -> CourseEdition:
    """Freeze what is published into an edition; the same content gives the edition that is there already.

    change: what it means for people (`Change`), needed from the second edition on. per_item_change: another meaning for
    single activities, by key. seen: the digest of what somebody looked at, and after: the number of the edition before
    it, 0 for none; anything else is refused.
    Raises ReleaseErrors with everything that is wrong; then nothing was written.
    """
    plan = plan_release(course_page)
    if plan.errors:
        raise ReleaseErrors(plan.errors)
    told = plan.moved_on(seen or plan.digest, plan.after if after is None else after)
    if told:
        raise ReleaseErrors([_about(course_page, told)])
    if plan.previous and not plan.nothing_new and change not in Change.values[1:]:
        raise ReleaseErrors(
            [_about(course_page, _("Say what this release means for people who are under way or done."))]
        )
    per_item = per_item_change or {}
    if Change.TOP_UP in plan.meanings(change, per_item) and not plan.top_up_fits(change, per_item):
        raise ReleaseErrors([_about(course_page, NOTHING_TO_TOP_UP)])
    for picture in plan.pictures.values():
        keep(picture)  # outside the transaction: slow, and the same bytes twice are one file
    with transaction.atomic():
        return _write(plan, change, note, actor, per_item)


def release_activity(*, page, actor, seen: str = "") -> ActivityVersion:
    """Freeze one published page by itself; the same content gives the version that is there already."""
    context = CompileContext()
    item = plan_item(DraftItem(page, module=""), context, alone=True)
    check_slug(page, context, slugs_taken())
    if context.errors:
        raise ReleaseErrors(context.errors)
    if seen and seen != item.digest:
        raise ReleaseErrors([_about(page, CHANGED_SINCE)])
    for picture in context.pictures.values():
        keep(picture)
    with transaction.atomic():
        return _version(item, actor)


def _write(plan: ReleasePlan, change: str, note: str, actor, per_item: dict) -> CourseEdition:
    page = plan.page
    course, _made = Course.objects.get_or_create(
        key=page.translation_key, defaults={"slug": page.slug, "title": plan.draft.title}
    )
    course = lock_course(course.pk)
    if newest_edition(page) != plan.previous:
        raise ReleaseErrors(
            [_about(page, _("Someone else released this course a moment ago. Look at it and try again."))]
        )
    effect = effect_of(plan.meanings(change, per_item)) if plan.previous and not plan.nothing_new else Effect()
    if effect != Effect():
        # Those that wait to begin are not touched: they find the newest edition when they do.
        waiting = {"kind": Enrollment.Kind.WHOLE, "started_at__isnull": True}
        lock_rounds(Enrollment.objects.open().filter(course=course).exclude(**waiting))
    course.slug, course.title, course.self_enrollment = page.slug, plan.draft.title, page.self_enrollment
    course.save()
    if plan.nothing_new and plan.previous:
        return plan.previous
    versions = {item.key: _version(item, actor) for item in sorted(plan.items, key=attrgetter("key"))}
    rows = [_row(order, item, plan, versions[item.key], change, per_item) for order, item in enumerate(plan.items, 1)]
    edition = CourseEdition.objects.create(
        course=course,
        locale=page.locale.language_code,
        number=plan.previous.number + 1 if plan.previous else 1,
        digest=plan.digest,
        title=plan.draft.title,
        definition=plan.draft.definition,
        minutes=minutes_for_everyone(plan.items),
        validity_months=plan.draft.validity_months,
        change=strongest(plan.meanings(change, per_item)),
        note=note.strip(),
        released_by=actor,
    )
    for row in rows:
        row.edition = edition
    EditionItem.objects.bulk_create(rows)
    note_quotes(plan.quotes, edition=edition)
    course.newest = edition
    course.save(update_fields=["newest"])
    promise(topic="edition.released", key=f"edition.released:{edition.pk}", payload={"edition_id": edition.pk})
    _reach_people(plan, edition, effect, change, per_item)
    return edition


def _reach_people(plan: ReleasePlan, edition: CourseEdition, effect: Effect, change: str, per_item: dict) -> None:
    """What the page of the release said would happen, to whom it said."""
    due = who_is_due(plan, edition.course, change, per_item)
    if effect.moves != "none":
        move_to_newest(edition=edition, change=Change.CORRECTION if effect.told else Change.COSMETIC, note=edition.note)
    if due:
        open_rounds_due(edition=edition, due=effect.due, people=due, actor=edition.released_by)
    close_what_is_unasked(edition)


def _version(item: PlannedItem, actor) -> ActivityVersion:
    """The version with this content: the one that is there, or the next number."""
    page, locale = item.outline.page, item.outline.page.locale.language_code
    activity, _made = page.activity_model.objects.get_or_create(
        key=page.translation_key, defaults={"slug": page.slug, "title": page.title}
    )
    activity = page.activity_model.objects.select_for_update(no_key=True).get(pk=activity.pk)
    activity.slug, activity.title = page.slug, item.definition["title"]
    activity.save()
    version = activity.versions.filter(locale=locale, digest=item.digest).first()
    version = version or ActivityVersion.objects.create(
        activity=activity,
        locale=locale,
        number=last_number(activity, locale) + 1,
        digest=item.digest,
        title=item.definition["title"],
        minutes=page.minutes,
        definition=item.definition,
        made_by=actor,
    )
    note_quotes(item.quotes, version=version)
    return version


def _row(order: int, item: PlannedItem, plan: ReleasePlan, version, change: str, per_item: dict) -> EditionItem:
    outline = item.outline
    meant = plan.meant(item, change, per_item)
    newest = last_number(version.activity, version.locale) if item.state == "changed" else version.number
    accepts_from, accepts_also = item.accepted(version.number, newest, meant)
    return EditionItem(
        order=order,
        module=outline.module,
        activity=version.activity,
        version=version,
        kind=item.definition["kind"],
        icon=outline.page.activity_model.icon,
        required=outline.required,
        gate=outline.gate,
        group=outline.group,
        group_n=outline.group_n,
        fit=outline.fit,
        change=meant,
        accepts_from=accepts_from,
        accepts_also=accepts_also or None,
    )


NOTHING_TO_TOP_UP = gettext_lazy(
    "A top-up asks people to do what is new or changed, and nothing required is. Choose another meaning."
)


def minutes_for_everyone(items: list[PlannedItem]) -> int:
    """Minutes of what everyone must do; of "n of these" the n longest, so that the figure is never too small."""
    total = 0
    groups: dict[tuple[str, int], list[int]] = {}
    for item in items:
        if not item.outline.required or any(item.outline.fit.values()):
            continue
        if item.outline.group:
            groups.setdefault((item.outline.group, item.outline.group_n), []).append(item.outline.page.minutes)
        else:
            total += item.outline.page.minutes
    return total + sum(sum(sorted(minutes)[-n:]) for (_name, n), minutes in groups.items())


def _about(page, message) -> Problem:
    return Problem(page.pk, page.title, "", message)
