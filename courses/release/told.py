"""The impact of a release in words: one sentence for each thing that happens, with how many people it happens to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.meaning import Impact
from courses.models.course import Change
from courses.release.ahead import Ahead
from courses.release.forms import NAMES
from courses.release.impact import Preview


@dataclass(frozen=True)
class Row:
    """One line of the table: what a meaning does to people who have not started, are under way, are done."""

    meaning: str
    not_started: list[str]
    under_way: list[str]
    done: list[str]


def row_of(preview: Preview) -> Row:
    found = preview.impact
    return Row(
        str(NAMES[Change(preview.meaning)]) if preview.meaning else _("As you chose"),
        _not_started(found),
        _under_way(found, preview.ahead),
        _done(found),
    )


def rows_of(previews: list[Preview]) -> list[Row]:
    return [row_of(each) for each in previews]


def _not_started(found: Impact) -> list[str]:
    return _said((found.newest, ngettext("%(n)d gets the newest", "%(n)d get the newest", found.newest)))


def _under_way(found: Impact, ahead: Ahead) -> list[str]:
    told = bool(found.told) and bool(found.moved)
    moved = (
        ngettext(
            "%(n)d moves to it at once and reads your note", "%(n)d move to it at once and read your note", found.moved
        )
        if told
        else ngettext("%(n)d moves to it", "%(n)d move to it", found.moved)
    )
    return _said(
        (found.moved, moved),
        (ahead.done, ngettext("%(n)d of them is done by it", "%(n)d of them are done by it", ahead.done)),
        (ahead.again, ngettext("%(n)d of them does a part again", "%(n)d of them do a part again", ahead.again)),
        (ahead.more, ngettext("%(n)d of them gets something new", "%(n)d of them get something new", ahead.more)),
        (found.offered, ngettext("%(n)d is offered it", "%(n)d are offered it", found.offered)),
        (found.stay, ngettext("%(n)d stays on an earlier edition", "%(n)d stay on an earlier edition", found.stay)),
    )


def _done(found: Impact) -> list[str]:
    told = found.told - (found.moved if found.told else 0)
    quiet = found.nothing - (told if not (found.top_up or found.retake) else 0)
    return _said(
        (found.top_up, ngettext("%(n)d gets a top-up", "%(n)d get a top-up", found.top_up)),
        (found.retake, ngettext("%(n)d is due again", "%(n)d are due again", found.retake)),
        (told, ngettext("%(n)d reads your note", "%(n)d read your note", told)),
        (quiet, ngettext("nothing happens to %(n)d", "nothing happens to %(n)d", quiet)),
    )


def _said(*pairs: tuple[int, str]) -> list[str]:
    return [words % {"n": n} for n, words in pairs if n > 0] or [_("nobody")]
