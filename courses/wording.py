"""The words that learners read about a path: why an item is on it, what its button says, what its state is."""

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.completion import ItemState, State
from courses.path import Reason


def reason_sentence(reason: Reason) -> str:
    """Why an item is on someone's path."""
    names = get_text_list(list(reason.names), _("and"))
    match reason.code:
        case "job_family" | "level":
            return _("For your job: %(names)s") % {"names": names}
        case "setting":
            return _("For where you work: %(names)s") % {"names": names}
        case "choice":
            return ngettext("Choose %(n)d of these", "Choose %(n)d of these", reason.n) % {"n": reason.n}
        case "optional":
            return _("If you wish: for %(names)s") % {"names": names} if names else _("If you wish")
        case _:
            return _("For everyone")


def carried_sentence(reason: Reason) -> str:
    """Why something shown before counts in this round."""
    match reason.code:
        case "other_course":
            return _("Counts from “%(course)s”") % {"course": "".join(reason.names)}
        case "closed_round":
            return _("Counts from when you were on this course before")
        case "attended":
            return _("Counts because you attended it")
        case "prior" | "imported":
            return _("Counts from what you learned elsewhere")
        case _:
            return _("Counts from before")


def open_label(kind: str, state: ItemState) -> str:
    """What the button says that opens an item."""
    if state.state == State.RETURNED:
        return _("Write it again")
    if state.look_again:
        return _("Try again")
    if state.state == State.IN_PROGRESS:
        return _("Go on")
    if state.state == State.COMPLETED:
        return _("Look at it again")
    match kind:
        case "lesson":
            return _("Start the lesson")
        case "quiz":
            return _("Start the quiz")
        case "pre_assessment":
            return _("Show what you know")
        case "survey":
            return _("Start the reflection")
        case "scenario":
            return _("Start the conversation")
        case "session":
            return _("See the dates")
        case "observed":
            return _("See how it works")
        case _:
            return _("Start")


def choice_of(titles: Sequence[str]) -> str:
    """The pieces that one may choose from, in a sentence."""
    return _("Choose one: %(titles)s") % {"titles": get_text_list([f"“{title}”" for title in titles], _("or"))}


def kind_word(kind: str) -> str:
    """The kind of an item, in a list. A kind from a room above says its own name."""
    words = {
        "lesson": _("Lesson"),
        "quiz": _("Quiz"),
        "pre_assessment": _("Pre-assessment"),
        "survey": _("Reflection"),
        "scenario": _("Conversation"),
        "session": _("In-person session"),
        "observed": _("Observed call"),
    }
    return words.get(kind, kind.replace("_", " ").capitalize())


def state_word(state: ItemState) -> str:
    if state.look_again:
        return _("Not passed yet. You can try again.")
    if state.tested_out:
        return _("You know this: skipped")
    if state.changed:
        return _("Corrected since you finished it. Please take it again.")
    return {
        State.NOT_STARTED: _("Not started"),
        State.IN_PROGRESS: _("In progress"),
        State.AWAITING_SCORE: _("Awaiting score"),
        State.RETURNED: _("Returned to you"),
        State.COMPLETED: _("Completed"),
    }[state.state]
