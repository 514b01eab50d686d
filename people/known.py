"""What a higher room asks on every page of whoever is signed in: read with the person, at no query of its own."""

from collections.abc import Callable

from django.db.models import Exists

_QUESTIONS: dict[str, Callable[[], Exists]] = {}


def know(name: str, question: Callable[[], Exists]) -> None:
    """The person of a session has `name`, True or False. The question is built anew each time, for OuterRef("pk")."""
    _QUESTIONS[name] = question


def questions() -> dict[str, Exists]:
    return {name: question() for name, question in _QUESTIONS.items()}
