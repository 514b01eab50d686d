"""What the page of a release shows as changed: the words of pages, and the rules of the course."""

from operator import attrgetter

from courses.diff import Change, changes
from courses.models.course import EditionItem
from courses.path import Fit
from courses.release.plan import PlannedItem, ReleasePlan
from courses.release.rules import CourseRules, Names, Placed, RuleChange, rule_changes
from people.models import JobFamily, Level, Unit


def words_of(plan: ReleasePlan) -> list[tuple[str, list[Change]]]:
    """By title: the course page, when its texts differ, and each item that does."""
    course = changes(plan.previous.definition, plan.draft.definition) if plan.previous else []
    items = [
        (item.outline.page.title, changes(item.before.version.definition, item.definition))
        for item in plan.changed
        if item.before
    ]
    return ([(plan.page.title, course)] if course else []) + items


def rules_of(plan: ReleasePlan) -> list[RuleChange]:
    if plan.previous is None or plan.nothing_new:
        return []
    held = [item.before for item in plan.items if item.before] + plan.dropped
    was = [_released(row) for row in sorted(held, key=attrgetter("order"))]
    before = CourseRules(plan.previous.title, plan.previous.validity_months, was)
    after = CourseRules(plan.draft.title, plan.draft.validity_months, [_planned(item) for item in plan.items])
    return rule_changes(before, after, _names())


def _released(row: EditionItem) -> Placed:
    return Placed(str(row.activity.key), row.version.title, *_place(row))


def _planned(item: PlannedItem) -> Placed:
    return Placed(item.key, item.definition["title"], *_place(item.outline))


def _place(row) -> tuple:
    """A row of an edition and one of a draft have these under the same names."""
    return row.module, row.required, row.gate, row.group, row.group_n, Fit.read(row.fit)


def _names() -> Names:
    lists = {
        "job_families": JobFamily.objects.values_list("slug", "name"),
        "levels": Level.choices,
        "settings": Unit.Setting.choices,
    }
    return {(kind, slug): str(name) for kind, pairs in lists.items() for slug, name in pairs}
