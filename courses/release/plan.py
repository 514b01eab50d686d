"""What a release would do: every page compiled, every fault found, laid beside the last edition. It writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.digest import digest_of
from courses.meaning import TOP_UP
from courses.models.activity import Activity
from courses.models.course import Change, Course, CourseEdition, EditionItem
from courses.path import Fit
from courses.quoting.source import Source
from courses.release.context import CompileContext
from courses.release.course import CourseDraft, DraftItem, compile_course
from courses.release.problems import Problem

CHANGED_SINCE = gettext_lazy(
    "It was changed after you looked at it. Look at what it would release now, and release it then."
)
RELEASED_SINCE = gettext_lazy(
    "Edition %(number)d was released after you looked. Look at what is new since, and release it then."
)


@dataclass(frozen=True)
class PlannedItem:
    outline: DraftItem
    definition: dict
    digest: str
    before: EditionItem | None
    quotes: Mapping[Source, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return str(self.outline.page.translation_key)

    @property
    def state(self) -> str:
        if self.before is None:
            return "added"
        return "same" if self.before.version.digest == self.digest else "changed"

    def accepted(self, number: int, newest: int, meant: str) -> tuple[int, list[int]]:
        """From which version on work counts, and which earlier ones too, when it is released as version `number`.

        A finished item stays finished through cosmetic changes; any other change asks for the new text. A text that
        came back has its old number: the numbers between are of other texts, which count only where the change was
        cosmetic. `newest`: the last number of the activity.
        """
        if self.before is None:
            return number, []
        if self.state == "changed" and meant != Change.COSMETIC:
            return (newest, []) if number == newest else (newest + 1, [number])
        also = set(self.before.accepts_also or ())
        if self.before.version.number < self.before.accepts_from:
            also.add(self.before.version.number)
        return self.before.accepts_from, sorted(also)


@dataclass(frozen=True)
class ReleasePlan:
    page: Any  # a CoursePage, which cannot be named here: pages import the release
    draft: CourseDraft
    items: list[PlannedItem]
    previous: CourseEdition | None
    dropped: list[EditionItem]
    digest: str
    problems: list[Problem] = field(default_factory=list)
    pictures: dict = field(default_factory=dict)
    quotes: Mapping[Source, Any] = field(default_factory=dict)  # by the texts of the course page

    @property
    def errors(self) -> list[Problem]:
        return [each for each in self.problems if each.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        return [each for each in self.problems if each.severity != "error"]

    @property
    def nothing_new(self) -> bool:
        return self.previous is not None and self.previous.digest == self.digest

    @property
    def after(self) -> int:
        """The number of the newest edition, 0 before the first."""
        return self.previous.number if self.previous else 0

    def moved_on(self, seen: str, after: int | None) -> str:
        """What to tell someone who looked at the digest `seen` after edition `after`; nothing if it still is so.

        The same content released meanwhile, by a second click or by someone else, is no news: there is nothing to do.
        """
        if seen != self.digest:
            return str(CHANGED_SINCE)
        if after != self.after and not self.nothing_new:
            return RELEASED_SINCE % {"number": self.after}
        return ""

    def of(self, state: str) -> list[PlannedItem]:
        return [item for item in self.items if item.state == state]

    def meant(self, item: PlannedItem, change: str, per_item: Mapping[str, str]) -> str:
        """What the release says of this item: nothing unless it is new or changed since an earlier edition."""
        if self.previous is None or item.state == "same":
            return Change.NONE
        return per_item.get(item.key) or change

    def meanings(self, change: str, per_item: Mapping[str, str]) -> set[str]:
        """What is said of the items; of a release that touches none (texts, order, rules), what is said of it all."""
        said = {self.meant(item, change, per_item) for item in self.added + self.changed}
        return (said or {change}) if self.previous else set()

    def top_up_fits(self, change: str, per_item: Mapping[str, str]) -> list[Fit]:
        """Whom the items of a top-up are for; an item that is only "if you wish" asks nobody for a round."""
        asked = (item for item in self.items if self.meant(item, change, per_item) == TOP_UP)
        return [Fit.read(item.outline.fit) for item in asked if item.outline.required or item.outline.gate]

    @property
    def added(self):
        return self.of("added")

    @property
    def changed(self):
        return self.of("changed")


def plan_release(page) -> ReleasePlan:
    """Compile the course page as it is published (`page` comes from the page table, not from a draft)."""
    context = CompileContext()
    _ready(page, context)
    draft = compile_course(page, context)
    if not page.live:
        context.problem(page, _("The course is not published. Publish it: that says it is ready."))
    previous = newest_edition(page)
    before = {item.activity.key: item for item in earlier_items(previous)}
    items = [plan_item(each, context, before.get(each.page.translation_key)) for each in draft.items]
    kept = {item.outline.page.translation_key for item in items}
    _check_addresses(page, draft, context)
    return ReleasePlan(
        page=page,
        draft=draft,
        items=items,
        previous=previous,
        dropped=[item for key, item in before.items() if key not in kept],
        digest=manifest_digest(draft, items),
        problems=context.problems,
        pictures=context.pictures,
        quotes=context.quotes[page.pk],
    )


def plan_item(
    outline: DraftItem, context: CompileContext, before: EditionItem | None = None, *, alone: bool = False
) -> PlannedItem:
    """`alone`: the page is released by itself and stands in no outline."""
    page = outline.page
    _ready(page, context)
    if not page.live:
        said = _("It stands in the outline but is not published. Publish it or take it out.")
        context.problem(page, _("It is not published yet. Publish it: that says it is ready.") if alone else said)
    if not page.minutes:
        context.problem(page, _("It takes 0 minutes. Say how long it takes."), field=_("Minutes"))
    definition = page.compile(context)
    return PlannedItem(outline, definition, digest_of(definition), before, context.quotes[page.pk])


def manifest_digest(draft: CourseDraft, items: list[PlannedItem]) -> str:
    rows = [
        {
            "activity": item.key,
            "digest": item.digest,
            "module": item.outline.module,
            "required": item.outline.required,
            "gate": item.outline.gate,
            "group": item.outline.group,
            "n": item.outline.group_n,
            "fit": item.outline.fit,
        }
        for item in items
    ]
    return digest_of(
        {"title": draft.title, "validity_months": draft.validity_months, "definition": draft.definition, "items": rows}
    )


def newest_edition(page) -> CourseEdition | None:
    course = Course.objects.filter(key=page.translation_key).select_related("newest").first()
    return course.newest if course else None


def earlier_items(edition: CourseEdition | None) -> list[EditionItem]:
    return list(edition.items.select_related("version").prefetch_related("activity")) if edition else []


def last_number(activity: Activity, locale: str) -> int:
    return activity.versions.filter(locale=locale).aggregate(last=Max("number"))["last"] or 0


def _ready(page, context: CompileContext) -> None:
    if page.live and page.has_unpublished_changes:
        context.problem(
            page, _("It has changes that are not published. The release takes what was published."), severity="warning"
        )


def _check_addresses(page, draft: CourseDraft, context: CompileContext) -> None:
    """Slugs are unique for all courses and for all activities, since people and packages name them."""
    if Course.objects.filter(slug=page.slug).exclude(key=page.translation_key).exists():
        context.problem(
            page, _("Another course already has the address “%(slug)s”.") % {"slug": page.slug}, field=_("Slug")
        )
    taken = slugs_taken()
    for item in draft.items:
        check_slug(item.page, context, taken)


def slugs_taken() -> dict[str, UUID]:
    return dict(Activity.objects.values_list("slug", "key"))


def check_slug(page, context: CompileContext, taken: dict[str, UUID]) -> None:
    if taken.setdefault(page.slug, page.translation_key) != page.translation_key:
        context.problem(
            page, _("Another activity already has the address “%(slug)s”.") % {"slug": page.slug}, field=_("Slug")
        )
