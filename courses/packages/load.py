"""The verb: load a checked package. One transaction; a page that was changed here gets a draft, never new live text."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from courses.digest import digest_of
from courses.models import (
    Activity,
    Course,
    CoursePage,
    MatchQuestion,
    MultipleChoiceQuestion,
    OrderQuestion,
    Question,
    ShortTextQuestion,
    SingleChoiceQuestion,
)  # fmt: skip
from courses.packages.arranging import lines_value, pairs_value
from courses.packages.blocks import options_value
from courses.packages.content import content_digest
from courses.packages.faults import Fault, line_of
from courses.packages.files import ANSWERED_BY
from courses.packages.loading import OWN_PAGES, Loading, fill_course, fill_item, stable, stream
from courses.packages.package import Item, Package
from courses.packages.registry import kind_of
from courses.shelf import ensure_course_index

QUESTIONS = {
    "single": SingleChoiceQuestion,
    "multiple": MultipleChoiceQuestion,
    "short": ShortTextQuestion,
    "order": OrderQuestion,
    "match": MatchQuestion,
}
STREAMS = {"options": options_value, "lines": lines_value, "pairs": pairs_value}


@dataclass
class Loaded:
    """`course`: None for a shelf. `notes`: a line for each page or question that was not simply left as it was."""

    course: CoursePage | None
    practice: list
    notes: list[str] = field(default_factory=list)


class PackageFaults(Exception):
    def __init__(self, faults):
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))


def load_package(*, package: Package, actor=None) -> Loaded:
    """Create or update pages and questions. PackageFaults when anything is wrong; then nothing was changed."""
    faults = package.faults or _clashes(package)
    if faults:
        raise PackageFaults(faults)
    with transaction.atomic():
        return _Loader(package, actor).load()


class _Loader:
    def __init__(self, package: Package, actor):
        self.package, self.actor = package, actor
        self.loading = Loading(package.folder)
        self.notes: list[str] = []

    def load(self) -> Loaded:
        if not self.package.course:
            return self._load_shelf()
        course = self._place(
            CoursePage,
            self.package.course,
            ensure_course_index,
            lambda page: fill_course(page, self.package.course, self.loading),
        )
        pages = {name: self._place_item(item, course) for name, item in self.package.items.items()}
        self.loading.files = {name: page.pk for name, page in pages.items()}
        self.loading.slugs = {page.slug: page.pk for page in pages.values()}
        for name, item in self.package.items.items():
            self._settle(pages[name], self._fill_of(item))
        self._questions(course)
        self._settle(course, lambda page: fill_course(page, self.package.course, self.loading))
        practice = [pages[name].pk for name in self.package.practice]
        return Loaded(CoursePage.objects.get(pk=course.pk), practice, self.notes)

    def _load_shelf(self) -> Loaded:
        pages = {name: self._place_item(item, None) for name, item in self.package.items.items()}
        for name, item in self.package.items.items():
            self._settle(pages[name], self._fill_of(item))
        return Loaded(None, [pages[name].pk for name in self.package.practice], self.notes)

    # --- pages -----------------------------------------------------------------------------------------------------
    def _place_item(self, item: Item, course: CoursePage | None):
        kind = kind_of(item.kind)
        model = kind.page_class if kind else OWN_PAGES[item.kind]
        return self._place(model, item.data, kind.parent if kind else lambda: course, self._fill_of(item))

    def _fill_of(self, item: Item) -> Callable:
        def fill(page):
            page.title, page.slug = item.data["title"].strip(), item.data["slug"]
            kind = kind_of(item.kind)
            if kind:
                kind.fill(page, item.data, self.loading)
            else:
                fill_item(page, item, self.loading)

        return fill

    def _place(self, model, data, parent: Callable, fill: Callable):
        """The page with this uuid; when there is none, one that is not live yet, so that links know its number."""
        page = model.objects.filter(translation_key=data["uuid"]).first()
        if page is None:
            page = model(
                translation_key=data["uuid"], title=data["title"], slug=data["slug"], live=False, owner=self.actor
            )
            fill(page)
            parent().add_child(instance=page)
        return page

    def _settle(self, page, fill: Callable) -> None:
        live = type(page).objects.get(pk=page.pk)
        draft = live.get_latest_revision_as_object() if live.latest_revision_id else live
        new = not live.package_digest and not live.latest_revision_id
        before = content_digest(draft)
        # The published text and the newest draft must both be as they were loaded.
        clean = new or (live.live and live.package_digest in (content_digest(live),) and before == live.package_digest)
        fill(draft)
        wanted = content_digest(draft)
        if wanted == before and not new:
            return
        if not clean and wanted == live.package_digest:
            self.notes.append(_("“%(page)s”: changed here, not in the package. Left as it is.") % {"page": live.title})
            return
        draft.package_digest = wanted
        revision = draft.save_revision(user=self.actor, changed=True)
        if clean:
            revision.publish(user=self.actor)
            told = _("“%(page)s”: added.") if new else _("“%(page)s”: updated.")
        else:
            told = _("“%(page)s”: it was changed here, so the package's text waits as a draft.")
        self.notes.append(told % {"page": draft.title})

    # --- questions -------------------------------------------------------------------------------------------------
    def _questions(self, course: CoursePage) -> None:
        there = {str(question.uuid): question for question in Question.objects.filter(course=course)}
        for outcome, row in self.package.questions:
            self._question(course, outcome, row, there.pop(row["uuid"].lower(), None))
        for question in there.values():
            if (
                question.package_digest
                and question.retired_at is None
                and question.package_digest == question_digest(question)
            ):
                question.retire()
                self.notes.append(
                    _("Question “%(question)s”: no longer in the package, retired.") % {"question": question}
                )

    def _question(self, course: CoursePage, outcome: str, row, question) -> None:
        kind = QUESTIONS[row["kind"]]
        new = question is None
        question = question or kind(uuid=row["uuid"], course=course)
        before = question_digest(question)
        clean = new or question.package_digest == before
        digest_loaded = question.package_digest
        question.outcome, question.form, question.gate = outcome, row.get("form") or "a", bool(row.get("gate"))
        question.prompt, question.rationale = row["prompt"].strip(), (row.get("rationale") or "").strip()
        own = ANSWERED_BY[row["kind"]]
        if own == "accepted":
            question.accepted = "\n".join(each.strip() for each in row["accepted"])
        else:
            setattr(question, own, stream(question, own, stable(row["uuid"], STREAMS[own](row[own]))))
        wanted = question_digest(question)
        if wanted == before and not new:
            return
        if not clean:
            if wanted != digest_loaded:
                self.notes.append(_("Question “%(question)s”: changed here, left as it is.") % {"question": question})
            return
        question.package_digest = wanted
        question.save()
        told = _("Question “%(question)s”: added.") if new else _("Question “%(question)s”: updated.")
        self.notes.append(told % {"question": question})


def question_digest(question: Question) -> str:
    said = [question.kind, question.outcome, question.form, question.gate, question.prompt, question.rationale]
    answers = getattr(question, ANSWERED_BY[question.kind])
    return digest_of([*said, answers if isinstance(answers, str) else list(answers.get_prep_value())])


def _clashes(package: Package) -> list[Fault]:
    """What the site already has under these names, but is another thing."""
    faults = []
    for file, data, kind in _named(package):
        course = kind is CoursePage
        owner = (Course if course else Activity).objects.filter(slug=data["slug"]).exclude(key=data["uuid"]).first()
        if owner:
            told = f"The slug “{data['slug']}” belongs to “{owner.title}” already."
            faults.append(Fault(file, _line(file, data, "slug"), told))
        page = _page_with(data["uuid"])
        if page is not None and page.specific_class is not kind:
            told = f"This uuid belongs to “{page.title}” already, which is another kind of page."
            faults.append(Fault(file, _line(file, data, "uuid"), told))
        sibling = kind.objects.filter(slug=data["slug"]).exclude(translation_key=data["uuid"]).first()
        if sibling and not owner:
            told = f"The slug “{data['slug']}” is the address of the page “{sibling.title}” already."
            faults.append(Fault(file, _line(file, data, "slug"), told))
    for outcome, row in package.questions:
        found = Question.objects.filter(uuid=row["uuid"]).select_related("course").first()
        if found and (str(found.course.translation_key) != package.course["uuid"].lower() or found.kind != row["kind"]):
            told = f"This uuid belongs to another question already: “{found}”."
            faults.append(Fault(f"questions ({outcome})", line_of(row, "uuid"), told))
    return faults


def _named(package: Package):
    if package.course:
        yield "course.yaml", package.course, CoursePage
    for item in package.items.values():
        kind = kind_of(item.kind)
        yield item.file, item.data, kind.page_class if kind else OWN_PAGES[item.kind]


def _page_with(key: str):
    return CoursePage._meta.get_field("page_ptr").related_model.objects.filter(translation_key=key).first()


def _line(file: str, data, key: str) -> int:
    return line_of(data, key) + (1 if file.endswith(".md") else 0)
