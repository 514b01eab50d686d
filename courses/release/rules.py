"""What a release changes in the rules of a course, each as what it was and what it becomes. Plain Python, in words.

The words of pages are compared elsewhere (`courses.diff`). A rule says who must do what: of an item its module,
whether it is required, a gate or one to choose from, and whom it is for; of the course its title, its order, and how
long it counts.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.path import Fit

Names = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Placed:
    """An item at its place in an outline: of the last edition, or as it would be released now."""

    key: str
    title: str
    module: str = ""
    required: bool = True
    gate: bool = False
    group: str = ""
    group_n: int = 0
    fit: Fit = field(default_factory=Fit)


@dataclass(frozen=True)
class CourseRules:
    title: str
    validity_months: int | None
    items: Sequence[Placed]

    def choice(self, item: Placed) -> list[Placed]:
        """The items of "n of these" to which this one belongs."""
        return [each for each in self.items if item.group and each.group == item.group]


@dataclass(frozen=True)
class RuleChange:
    about: str
    rule: str
    was: str
    becomes: str


def rule_changes(before: CourseRules, after: CourseRules, names: Names) -> list[RuleChange]:
    """The course first, then each item that stays, in its new order. What is added or taken out is listed by itself.

    `names`: of job families, levels and settings, each by the list of a fit and the slug in it.
    """
    found = [
        RuleChange(after.title, _("Title"), before.title, after.title),
        RuleChange(after.title, _("Certificate good for"), _validity(before), _validity(after)),
        RuleChange(after.title, _("Order"), *_orders(before, after)),
    ]
    said: set[Hashable] = set()
    for old, new in _staying(before, after):
        found.append(RuleChange(new.title, _("Module"), old.module, new.module))
        asked = _asked(old, before), _asked(new, after)
        if asked[0] != asked[1] and asked not in said:
            found.append(RuleChange(new.title, _("What is asked"), _demand(old, before), _demand(new, after)))
        said.add(asked)  # of a choice once, with the first of its items
        found.append(RuleChange(new.title, _("Whom it is for"), _whom(old.fit, names), _whom(new.fit, names)))
    return [each for each in found if each.was != each.becomes]


def _staying(before: CourseRules, after: CourseRules) -> Iterator[tuple[Placed, Placed]]:
    old = {each.key: each for each in before.items}
    return ((old[each.key], each) for each in after.items if each.key in old)


def _asked(item: Placed, rules: CourseRules) -> Hashable:
    """What decides, without words: a lesson that has another title now is asked for as before."""
    if item.group:
        return item.group_n, frozenset(each.key for each in rules.choice(item))
    return item.key, item.required, item.gate


def _demand(item: Placed, rules: CourseRules) -> str:
    if item.group:
        told = {"n": item.group_n, "titles": _quoted(rules.choice(item))}
        return ngettext("%(n)d of these: %(titles)s", "%(n)d of these: %(titles)s", item.group_n) % told
    if item.gate:
        return _("must be passed")
    return _("required") if item.required else _("if you wish")


def _validity(rules: CourseRules) -> str:
    months = rules.validity_months
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months} if months else _("without an end")


def _orders(before: CourseRules, after: CourseRules) -> tuple[str, str]:
    """Of the items that stay, the stretch in which they stand in another order; nothing when they do not."""
    pairs = list(_staying(before, after))
    kept = {new.key for _old, new in pairs}
    old, new = [each for each in before.items if each.key in kept], [each for _old, each in pairs]
    moved = [n for n, (was, now) in enumerate(zip(old, new, strict=True)) if was.key != now.key]
    stretch = slice(moved[0], moved[-1] + 1) if moved else slice(0)
    return _quoted(old[stretch]), _quoted(new[stretch])


def _whom(fit: Fit, names: Names) -> str:
    parts = [
        (_("job families: %(names)s"), "job_families", fit.job_families),
        (_("levels: %(names)s"), "levels", fit.levels),
        (_("settings: %(names)s"), "settings", fit.settings),
    ]
    said = [
        words % {"names": ", ".join(names.get((kind, slug), slug) for slug in slugs)}
        for words, kind, slugs in parts
        if slugs
    ]
    return "; ".join(said) or _("everyone")


def _quoted(items: Sequence[Placed]) -> str:
    return ", ".join(f"“{each.title}”" for each in items)
