"""What a letter says: a template filled with one person's data, and the frame around it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import linebreaks, urlize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compliance.models import Assignment, ExtensionRequest, ReminderTemplate
from compliance.reminded import returned_on
from compliance.tokens import filled
from people.district import district
from people.models import Person

DAY = dt.timedelta(days=1)
OF_ONE = ("name", "requirement", "due", "until", "days", "why", "answer", "link")
# Of one occasion alone: in a letter of another one, "granted" would be told to people who asked for nothing.
ONLY = {"answer": "answered", "until": "expiring"}
TOKENS = {"supervisor": ("name", "day", "late", "soon", "people", "link"), "review": ("name", "page", "due", "link")}


def tokens_of(occasion: str) -> tuple[str, ...]:
    return TOKENS.get(occasion) or tuple(name for name in OF_ONE if ONLY.get(name, occasion) == occasion)


@dataclass(frozen=True)
class Part:
    """One reminder of a letter."""

    subject: str
    text: str
    reason: str


def part_of(template: ReminderTemplate, assignment: Assignment, person: Person, on: dt.date, about: int = 0) -> Part:
    """`assignment` comes with its requirement, terms and requests for more time; `about`: the request that is meant."""
    words = words_of(template, assignment, person, on, about)
    text = filled(template.text, words).strip()
    return Part(one_line(filled(template.subject, words)), text, reason_of(template, assignment))


def words_of(
    template: ReminderTemplate, assignment: Assignment, person: Person, on: dt.date, about: int = 0
) -> dict[str, str]:
    back = returned_on(assignment) if template.occasion == ReminderTemplate.Occasion.RETURNED else None
    answers = [answer_of(each) for each in assignment.extension_requests.all() if each.pk == about]
    return {
        "name": person.first_name or str(person),
        "requirement": assignment.requirement.name,
        "due": day(assignment.due_on),
        "until": day(assignment.expires_on or assignment.due_on),
        "days": str((on - back).days if back else abs((assignment.due_on - on).days)),
        "why": assignment.requirement.why,
        "answer": answers[0] if answers else _("granted"),
        "link": link(reverse("compliance:mine")),
    }


def answer_of(request: ExtensionRequest) -> str:
    return ". ".join(filter(None, [request.get_state_display(), request.answer.rstrip(".")]))


def reason_of(template: ReminderTemplate, assignment: Assignment) -> str:
    """Why it comes: letters that nobody can turn off say so."""
    where = link(reverse("compliance:letters"))
    if template.optional:
        return _("You may turn this kind of letter off: %(link)s") % {"link": where}
    told = _("You get this because “%(name)s” is asked of everyone in your job: %(why)s")
    return told % {"name": assignment.requirement.name, "why": assignment.requirement.why}


def subject_of(parts: Sequence[Part]) -> str:
    if len(parts) == 1:
        return parts[0].subject
    n = len(parts)
    return ngettext("%(n)s reminder: %(first)s", "%(n)s reminders: %(first)s", n) % {"n": n, "first": parts[0].subject}


def text_of(person: Person, parts: Sequence[Part]) -> str:
    reasons = list(dict.fromkeys(part.reason for part in parts))
    return framed(person, [part.text for part in parts], reasons)


def framed(person: Person, texts: Iterable[str], reasons: Iterable[str]) -> str:
    context = {"person": person, "texts": list(texts), "reasons": list(reasons), "district": district()}
    return render_to_string("compliance/mail/letter.txt", context).strip() + "\n"


def html_of(subject: str, text: str) -> str:
    """The same words, made from the text: nothing in them is markup."""
    context = {"subject": subject, "body": body_of(text), "lang": settings.LANGUAGE_CODE}
    return render_to_string("compliance/mail/letter.html", context)


def body_of(text: str) -> str:
    return linebreaks(urlize(text, autoescape=True))


def one_line(subject: str) -> str:
    """A line break in a subject would be a header of the writer's choice."""
    return " ".join(subject.split())[:200]


def day(value: dt.date) -> str:
    return date_format(value, "l, F j, Y")


def link(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
