"""Who does what about a topic, and what is due again and again. Filled when the apps start."""

from collections.abc import Callable
from dataclasses import dataclass

Handler = Callable[[dict], object]


class UnknownTopic(LookupError):
    """No room has declared this topic: a spelling mistake or a missing handlers.py."""


class GiveUp(Exception):
    """Raised by a handler when trying again cannot help: the message is laid aside at once."""


@dataclass(frozen=True)
class More:
    """Returned by a handler that did a piece of its work: the message comes again at once, with this payload."""

    payload: dict


@dataclass(frozen=True)
class Periodic:
    """A topic whose message the worker writes itself, once in every slot of so many minutes."""

    topic: str
    minutes: int


_before: list[Callable[[], object]] = []
_handlers: dict[str, list[Handler]] = {}
_periodics: dict[str, Periodic] = {}


def topic(name: str) -> None:
    """Declare news that may have no listener yet, so that it can be promised all the same."""
    _handlers.setdefault(name, [])


def handles(name: str) -> Callable[[Handler], Handler]:
    """Decorator: call this function with the payload of each message of the topic.

    Several rooms may listen to one topic: all are called, and all again when one of them failed.
    So a handler must do no harm when it runs twice.
    """

    def register(handler: Handler) -> Handler:
        listeners = _handlers.setdefault(name, [])
        if handler not in listeners:
            listeners.append(handler)
        return handler

    return register


def every(*, minutes: int, topic: str) -> Callable[[Handler], Handler]:
    """Decorator: call this function, with an empty payload, once in every `minutes`.

    A slot missed while no worker ran is not made up for, and no new one is written while the last
    still waits: such work looks at what is due, not at how often it was asked.
    """
    if minutes < 1:
        raise ValueError("minutes must be 1 or more")
    if _periodics.get(topic, Periodic(topic, minutes)).minutes != minutes:
        raise ValueError(f"{topic} is already due every {_periodics[topic].minutes} minutes")
    _periodics[topic] = Periodic(topic, minutes)
    return handles(topic)


def handlers_of(name: str) -> list[Handler]:
    """The handlers of a topic, in the order they were declared; UnknownTopic when nobody did."""
    try:
        return list(_handlers[name])
    except KeyError:
        raise UnknownTopic(
            f"No topic {name!r}. Declare it with @handles({name!r}) or topic({name!r}) in a handlers.py."
        ) from None


def before_each(prepare: Callable[[], object]) -> None:
    """Call this before the handlers of every message: a room's setting that a thread must have."""
    if prepare not in _before:
        _before.append(prepare)


def prepare() -> None:
    for each in _before:
        each()


def periodics() -> list[Periodic]:
    """All periodic work, in the order it was declared."""
    return list(_periodics.values())
