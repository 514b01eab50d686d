"""A release notes what it quoted, so that a change of a standard or a word finds where the older words still stand."""

from collections.abc import Mapping
from typing import Any

from courses.models.activity import ActivityVersion
from courses.models.course import CourseEdition
from courses.models.quote import Quote
from courses.quoting.source import Source


def note_quotes(
    quotes: Mapping[Source, Any], *, version: ActivityVersion | None = None, edition: CourseEdition | None = None
) -> None:
    """Same content, same version: a version that is used again may get a note it lacked, and keeps those it has."""
    rows = [Quote(version=version, edition=edition, source=source, said=said) for source, said in quotes.items()]
    Quote.objects.bulk_create(rows, ignore_conflicts=True)
