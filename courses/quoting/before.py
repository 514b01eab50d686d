"""Notes the words of releases from before releases noted them: by compiling what is published, where it is the same."""

from courses.models.course import Course
from courses.pages.course import CoursePage
from courses.quoting.noting import note_quotes
from courses.quoting.practice import newest_in_practice, practice_pages
from courses.release.context import CompileContext
from courses.release.course import DraftItem
from courses.release.plan import plan_item, plan_release


def note_next_course(at: int | None) -> int | None:
    """The newest edition of one course. Gives where to go on, None when all are done."""
    course = Course.objects.released().filter(pk__gt=at or 0).order_by("pk").first()
    page = CoursePage.objects.filter(translation_key=course.key).first() if course else None
    if page:
        plan = plan_release(page)
        for item in plan.items:
            if item.before and item.state == "same":
                note_quotes(item.quotes, version=item.before.version)
        if plan.nothing_new:
            note_quotes(plan.quotes, edition=plan.previous)
    return course.pk if course else None


def note_next_practice(at: int | None) -> int | None:
    """The newest version of one conversation."""
    version = newest_in_practice().filter(pk__gt=at or 0).select_related("activity").order_by("pk").first()
    if version is None:
        return None
    key = version.activity.key
    for page in practice_pages([key]).values():
        item = plan_item(DraftItem(page, module=""), CompileContext(), alone=True)
        if item.digest == version.digest:
            note_quotes(item.quotes, version=version)
    return version.pk
