"""From the page a trainer writes to the definition that learners get: the shape of a scenario file, and a rubric."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.release.course import EVERYONE
from goals.models import RubricVersion
from scenarios.blocks import lines
from scenarios.lint import Finding, lint
from scenarios.lint.samples import overruled
from scenarios.shown import CRITERIA

RUBRIC = "service"


def definition_of(page, context) -> dict[str, Any]:
    """Compile the page; what is wrong is told to the context, and for a release what its author overruled."""
    definition = assembled(page, context)
    for finding in lint(definition):
        told = {"severity": finding.severity, "why": finding.why, "mend": finding.mend}
        context.problem(page, finding.message, field=place_of(finding), **told)
    for finding, reason in () if context.preview else overruled(definition):
        context.problem(page, overruled_words(finding, reason), field=place_of(finding), severity="note")
    return definition


def overruled_words(finding: Finding, reason: str) -> str:
    return _("%(message)s You are sure of yours: “%(reason)s”") % {"message": finding.message, "reason": reason}


def assembled(page, context) -> dict[str, Any]:
    """The definition as the page says it, whatever is wrong with it. What cannot be put in is told to the context."""

    def text(source) -> str:
        return context.text(page, source)

    return {
        "schema": 1,
        "kind": "scenario",
        "title": text(page.title),
        "summary": text(page.summary),
        "minutes": page.minutes or 0,
        "channel": page.channel,
        "fit": _fit(page),
        "persona": {
            "name": text(page.persona_name),
            "address_as": text(page.persona_address_as),
            "relation": text(page.persona_relation),
            "mood": text(page.persona_mood),
            "temper": page.persona_temper or 0,
        },
        "subject": text(page.subject),
        "opening": text(page.opening),
        "situation": text(page.situation),
        "asks": _rows(page.asks, text),
        "facts": _rows(page.facts, text),
        "parts": {row.pop("part"): row for row in _rows(page.parts, text)},
        "must_not": _rows(page.must_not, text),
        "gates": _rows(page.gates, text),
        "empathy": {"stakes": [text(line) for line in lines(page.stakes)]},
        "weights": {name: getattr(page, f"weight_{name}") or 0 for name in CRITERIA},
        "descriptors": {row["criterion"]: _levels(row) for row in _rows(page.descriptors, text)},
        "anchors": _rows(page.anchors, text),
        "steps": _rows(page.steps, text),
        "debrief": context.html(page, page.debrief, field=_("Looking back")),
        "rubric": _rubric(page, context),
        **_lean(page, context, text),
    }


def _lean(page, context, text) -> dict[str, Any]:
    """What stands in a definition only when it is used, so that a release from before stays the same."""
    filled = {
        # Their order says nothing, and the form and a file give different ones: one order, one digest.
        "jobs": sorted(page.jobs or ()),
        "feelings": sorted(page.feelings or ()),
        "clock": page.clock or 0,
        "start": text(page.start),
        "form": _rows(page.form_fields, text),
        "others": _rows(page.others, text),
        "endings": _rows(page.endings, text),
        "media": [_medium(page, context, child, text) for child in page.media],
    }
    return {name: value for name, value in filled.items() if value}


def _medium(page, context, child, text) -> dict[str, Any]:
    """A picture with what a lesson's picture is frozen with: its hash and its size."""
    row = child.block.release(child.value, text)
    image = child.value.get("image")
    if row.get("kind") != "image" or image is None:
        return row
    # What the picture lacks in words is the linter's to tell, once.
    frozen = context.picture(page, image, alt=row.get("alt") or image.title, field=_("Pictures and recordings"))
    return {**frozen, "alt": "", **row}


def place_of(finding: Finding) -> str:
    """The panel and the row, in the words of the editor: "Fact sheet 2", "Steps 3, option 1"."""
    first, *rest = finding.path or ("",)
    names = {
        "persona": _("Who calls or writes"),
        "others": _("Other people"),
        "form": _("What the form held"),
        "opening": _("Who calls or writes"),
        "subject": _("Who calls or writes"),
        "channel": _("Who calls or writes"),
        "situation": _("The situation"),
        "asks": _("What they want to know"),
        "facts": _("Fact sheet"),
        "parts": _("Parts of a full answer"),
        "must_not": _("Not to say"),
        "gates": _("Gates"),
        "weights": _("How it is scored"),
        "descriptors": _("What the levels mean here"),
        "anchors": _("Sample replies"),
        "steps": _("Steps"),
        "endings": _("Endings"),
        "start": _("First step"),
        "media": _("Pictures and recordings"),
        "debrief": _("Looking back"),
        "title": _("Title"),
        "summary": _("In lists"),
        "jobs": _("Whom it is for"),
        "feelings": _("Whom it is for"),
        "clock": _("Clock"),
    }
    inner = {
        "options": _("option"),
        "asks": _("question"),
        "items": _("item"),
        "targets": _("target"),
        "says": _("line"),
        "next": _("way on"),
    }
    place = names.get(str(first), str(first))
    if rest and isinstance(rest[0], int):
        place = f"{place} {rest[0] + 1}"
        if len(rest) > 2 and rest[1] in inner and isinstance(rest[2], int):
            place = f"{place}, {inner[str(rest[1])]} {rest[2] + 1}"
    return place


def _rows(stream, text) -> list[dict[str, Any]]:
    return [child.block.release(child.value, text) for child in stream]


def _levels(row: Mapping[str, str]) -> dict[str, str]:
    return {str(level): row[f"level_{level}"] for level in (4, 3, 2, 1)}


def _fit(page) -> dict[str, list[str]]:
    for child in page.fit:
        return {name: list(child.value.get(name) or []) for name in EVERYONE}
    return {name: [] for name in EVERYONE}


def _rubric(page, context) -> dict[str, Any]:
    """The newest version of the rubric, frozen in: scores keep meaning what they meant."""
    newest = RubricVersion.objects.filter(rubric__slug=RUBRIC).order_by("-number").first()
    if newest is None:
        context.problem(page, _("There is no rubric yet to score by."))
        return {}
    return {"slug": RUBRIC, "version": newest.number, "definition": newest.definition}
