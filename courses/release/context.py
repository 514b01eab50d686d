"""What a page needs while it is compiled: the district's words and standards, one form for text, a place for faults."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, strip_tags
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from courses.quoting.source import Source, of_standard, of_word
from courses.release.pictures import Picture, picture_of
from courses.release.problems import Problem
from courses.release.richtext import canonical_html
from courses.typography import typographic, typographic_html
from goals.models import Standard, StandardVersion, Word

# {families} as the district says it; {Families} begins a sentence.
TOKEN = re.compile(r"\{([A-Za-z][a-z_]*)\}")


class CompileContext:
    """One for a whole release, so that words and standards are read once. `preview`: pictures get an address.

    `instead`: what a standard or a word shall say, whatever it says today. `quotes`: what each page took, by number.
    """

    def __init__(self, *, preview: bool = False, instead: Mapping[Source, Any] | None = None):
        self.preview = preview
        self.instead = instead or {}
        self.quotes: dict[int, dict[Source, Any]] = defaultdict(dict)
        self.problems: list[Problem] = []
        self.pictures: dict[str, Picture] = {}
        self._words: dict[str, str] | None = None
        self._standards: dict[int, StandardVersion] | None = None

    # --- telling ---------------------------------------------------------------------------------------------------
    def problem(
        self, page, message: str, *, field: str = "", severity: str = "error", why: str = "", mend: str = ""
    ) -> None:
        self.problems.append(Problem(page.pk, page.title, field, message, severity, why, mend))

    @property
    def errors(self) -> list[Problem]:
        return [each for each in self.problems if each.severity == "error"]

    # --- text ------------------------------------------------------------------------------------------------------
    def text(self, page, source: str, *, field: str = "", required: str = "") -> str:
        """Plain text, the district's words put in, quotes set. `required`: what to say when nothing is left."""
        plain = (source or "").replace("\r\n", "\n").strip()
        if required and not plain:
            self.problem(page, required, field=field)
        return typographic(TOKEN.sub(lambda found: self._word(page, found[1], field), plain))

    def html(self, page, source, *, field: str = "", required: str = "") -> str:
        """Rich text (a RichText value or its source) in its canonical form, sanitized, words put in."""
        html = canonical_html(
            getattr(source, "source", source),
            activity_models=activity_page_models(),
            tell=lambda message: self.problem(page, message, field=field),
        )
        if required and not strip_tags(html).strip():
            self.problem(page, required, field=field)
        set_ = typographic_html(html)
        return TOKEN.sub(lambda found: escape(typographic(self._word(page, found[1], field))), set_)

    def _word(self, page, key: str, field: str) -> str:
        if self._words is None:
            self._words = dict(Word.objects.values_list("key", "text"))
        name = key[:1].lower() + key[1:]
        known = self.instead.get(of_word(name), self._words.get(name))
        if known is None:
            self.problem(page, _("“{%(key)s}” is not one of our words.") % {"key": key}, field=field)
            return f"{{{key}}}"
        self.quotes[page.pk][of_word(name)] = said_of_word(known)
        return known[:1].upper() + known[1:] if key[:1].isupper() else known

    # --- what is quoted --------------------------------------------------------------------------------------------
    def standard(self, page, standard, *, field: str = "") -> dict:
        """The standard as it stands today: {code, title, text, version, since}; {} with a fault when there is none."""
        if self._standards is None:
            self._standards = {}
            for version in StandardVersion.objects.in_force(timezone.localdate()):
                self._standards.setdefault(version.standard_id, version)
        if standard is None:
            self.problem(page, _("The standard quoted here was deleted. Choose another."), field=field)
            return {}
        version, source = self._standards.get(standard.pk), of_standard(standard.pk)
        said = self.instead.get(source) or (said_of_standard(standard, version) if version else {})
        if said:
            self.quotes[page.pk][source] = said
        else:
            self.problem(page, _("Standard %(code)s is not in force yet.") % {"code": standard.code}, field=field)
        return said

    def picture(self, page, image, *, alt: str, field: str = "") -> dict:
        """{media, alt, width, height}; the bytes are kept at release, under the hash of the original."""
        if image is None:
            self.problem(page, _("The picture is missing."), field=field)
            return {}
        if not alt.strip():
            self.problem(
                page,
                _("Picture “%(title)s” has no text for people who cannot see it. Fill in “In words”.")
                % {"title": image.title},
                field=field,
            )
        try:
            picture = picture_of(image)
        except OSError:
            self.problem(
                page, _("The file of picture “%(title)s” cannot be read.") % {"title": image.title}, field=field
            )
            return {}
        self.pictures[picture.name] = picture
        block = {"media": picture.name, "alt": alt.strip(), "width": picture.width, "height": picture.height}
        if self.preview:
            block["src"] = image.get_rendition("max-1280x1280").url
        return block


def said_of_standard(standard: Standard, version: StandardVersion) -> dict[str, Any]:
    return {
        "code": standard.code,
        "title": standard.title,
        "text": typographic(version.text),
        "version": version.number,
        "since": date_format(version.effective_from, "F j, Y"),
    }


def said_of_word(text: str) -> str:
    return typographic(text)


def activity_page_models() -> tuple:
    """Every kind of page an outline may hold, whichever room it comes from."""
    return tuple(model for model in get_page_models() if hasattr(model, "activity_model"))
