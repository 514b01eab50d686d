"""What a course page says, checked: its texts and its outline. The pages it names are compiled in `plan`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.release.context import CompileContext, activity_page_models

EVERYONE: dict[str, list[str]] = {"job_families": [], "levels": [], "settings": []}


@dataclass(frozen=True)
class DraftItem:
    """One row to be: an activity page at its place. Items that share a non-empty group are "n of these"."""

    page: Page
    module: str
    required: bool = True
    gate: bool = False
    group: str = ""
    group_n: int = 0
    fit: dict = field(default_factory=lambda: dict(EVERYONE))


@dataclass(frozen=True)
class CourseDraft:
    title: str
    summary: str
    why_html: str
    outcomes: list[dict]
    objectives: list[dict]
    validity_months: int | None
    items: list[DraftItem]

    @property
    def definition(self) -> dict:
        """What the edition keeps besides its items."""
        return {
            "summary": self.summary,
            "why_html": self.why_html,
            "outcomes": self.outcomes,
            "objectives": self.objectives,
        }

    def modules(self) -> list[tuple[str, list[DraftItem]]]:
        return self.modules_of(self.items)

    @staticmethod
    def modules_of(items: list[DraftItem]) -> list[tuple[str, list[DraftItem]]]:
        modules: list[tuple[str, list[DraftItem]]] = []
        for item in items:
            if not modules or modules[-1][0] != item.module:
                modules.append((item.module, []))
            modules[-1][1].append(item)
        return modules


def compile_course(page, context: CompileContext) -> CourseDraft:
    """Texts and outline of the page, faults told to the context."""
    outcomes = [
        {"code": each.code, "text": context.text(page, each.text, field=each.code)} for each in page.outcomes.all()
    ]
    if not outcomes:
        context.problem(page, _("The course names no outcome. Say what people can do after it."), field=_("Outcomes"))
    return CourseDraft(
        title=context.text(page, page.title),
        summary=context.text(page, page.summary, field=_("Summary"), required=_("The summary is missing.")),
        why_html=context.html(page, page.why, field=_("Why it is worth it")),
        outcomes=outcomes,
        objectives=[
            {"number": link.objective.number, "title": link.objective.title, "why": context.text(page, link.why)}
            for link in page.objective_links.all()
        ],
        validity_months=page.validity_months,
        items=_items(page, context),
    )


def _items(page, context: CompileContext) -> list[DraftItem]:
    reader = _OutlineReader(page, context)
    if not page.outline:
        reader.fault("", _("The outline is empty. Add a module and put lessons in it."))
    groups = 0
    for module in page.outline:
        title = context.text(page, module.value["title"], field=_("Outline"), required=_("A module has no name."))
        if not module.value["items"]:
            reader.fault(title, _("The module is empty."))
        first = len(reader.items)
        for child in module.value["items"]:
            if child.block_type == "item":
                reader.single(title, child.value)
            else:
                groups += 1
                reader.group(title, child.value, f"any-{groups}")
        check_pre_assessment(reader.items[first:], partial(reader.fault, title))
    names = [module for module, _items_of in CourseDraft.modules_of(reader.items)]
    if any(is_pre_assessment(each.page) for each in reader.items) and len(set(names)) < len(names):
        reader.fault("", _("Two modules have the same name, and a pre-assessment would skip both. Name them apart."))
    return reader.items


def is_pre_assessment(page) -> bool:
    return bool(getattr(page, "pre_assessment", False))


def check_pre_assessment(items: list[DraftItem], tell: Callable[[str], None]) -> None:
    """It opens its module, alone of its kind, and asks about everything that it lets people skip."""
    tests = [item for item in items if is_pre_assessment(item.page)]
    if not tests:
        return
    title = {"page": tests[0].page.title}
    if len(tests) > 1:
        tell(_("There are two pre-assessments in it. Keep one."))
    if items[0] is not tests[0] or tests[0].group:
        tell(_("“%(page)s” is a pre-assessment. Put it first in the module, by itself.") % title)
    skipped = [item for item in items if item not in tests and not item.gate]
    if not skipped:
        tell(_("“%(page)s” is a pre-assessment, but there is nothing in the module to skip.") % title)
    asked = {each.value["outcome"] for each in tests[0].page.draw}
    for item in skipped:
        taught = set(getattr(item.page, "outcomes", None) or [])
        for code in sorted(taught - asked):
            told = {**title, "code": code, "lesson": item.page.title}
            tell(_("“%(page)s” asks nothing about %(code)s, which “%(lesson)s” teaches and people would skip.") % told)


class _OutlineReader:
    """Walks one outline and keeps what stands in it; pages are fetched once, with their own class."""

    def __init__(self, page, context: CompileContext):
        self.page, self.context = page, context
        self.items: list[DraftItem] = []
        self._seen: set[int] = set()
        self._pages = {each.pk: each for each in Page.objects.filter(pk__in=_page_numbers(page.outline)).specific()}

    def fault(self, module: str, message: str) -> None:
        place = _("Outline, module “%(module)s”") % {"module": module} if module else _("Outline")
        self.context.problem(self.page, message, field=place)

    def single(self, module: str, value) -> None:
        found = self._page(module, value["activity"])
        required, gate = bool(value["required"]), bool(value["gate"])
        if is_pre_assessment(found):
            required = False  # whoever does not wish to be tested takes the module
            if gate:
                self.fault(module, _("A pre-assessment cannot be a gate: nobody has to take it."))
                gate = False
        if gate and not required:
            self.fault(module, _("A gate cannot be optional: tick “Required” or take the gate away."))
        if found:
            self.items.append(DraftItem(found, module, required, gate, fit=_fit(value["fit"])))

    def group(self, module: str, value, name: str) -> None:
        n, members = value["n"] or 0, list(value["of"])
        if n < 1:
            self.fault(module, _("Say how many of these are to be done: one or more."))
        if n > len(members):
            told = {"n": n, "count": len(members)}
            self.fault(module, _("%(n)d of these are to be done, but only %(count)d are there.") % told)
        for member in members:
            found = self._page(module, member["activity"])
            if found:
                self.items.append(
                    DraftItem(found, module, True, False, group=name, group_n=max(n, 1), fit=_fit(member["fit"]))
                )

    def _page(self, module: str, chosen):
        page = self._pages.get(chosen.pk) if chosen else None
        if page is None:
            self.fault(module, _("A page here was deleted, or none was chosen. Choose another or remove the item."))
            return None
        if not isinstance(page, activity_page_models()):
            self.fault(module, _("“%(page)s” is not something to learn.") % {"page": page.title})
            return None
        if page.pk in self._seen:
            self.fault(module, _("“%(page)s” stands in the outline twice.") % {"page": page.title})
            return None
        self._seen.add(page.pk)
        return page


def _page_numbers(outline) -> list[int]:
    chosen = []
    for module in outline:
        for child in module.value["items"]:
            members = [child.value] if child.block_type == "item" else child.value["of"]
            chosen += [member["activity"].pk for member in members if member["activity"]]
    return chosen


def _fit(value) -> dict:
    return {name: sorted(value[name] or []) for name in EVERYONE} if value else dict(EVERYONE)
