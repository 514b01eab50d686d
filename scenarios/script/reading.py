"""From the definition of a released scenario to its script. Strict: what could not be played is refused."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from .conditions import COOLEST, HOTTEST, MAIN, When, keys
from .steps import (
    KINDS,
    AnyStep,
    BrokenScript,
    ChoiceStep,
    ConsultStep,
    Edge,
    Ending,
    Fact,
    Item,
    Line,
    MatchStep,
    Option,
    OrderStep,
    Person,
    Question,
    ReplyStep,
    Script,
    Target,
)

Row = Mapping[str, Any]
Keyed = TypeVar("Keyed", Option, Question, Item, Target)


def read_script(definition: Row) -> Script:
    """The script of a released scenario.

    BrokenScript without a step, with one of unknown kind, a key twice, or a way that leads to no step and no ending.
    """
    try:
        steps = tuple(read_step(row) for row in definition.get("steps") or ())
        endings = tuple(_ending(row) for row in definition.get("endings") or ())
        people = (_person(definition.get("persona") or {}, MAIN), *map(_other, definition.get("others") or ()))
        facts = tuple(_fact(row) for row in definition.get("facts") or ())
    except (TypeError, AttributeError, ValueError) as error:
        if isinstance(error, BrokenScript):
            raise
        raise BrokenScript(f"A part of this scenario has a shape that cannot be read: {error}") from error
    if not steps:
        raise BrokenScript("A scenario needs at least one step.")
    places: dict[str, AnyStep | Ending] = {place.key: place for place in (*steps, *endings)}
    if len(places) < len(steps) + len(endings):
        raise BrokenScript("Two steps have the same key.")
    script = Script(
        opening=_text(definition, "opening"),
        steps=steps,
        start=_text(definition, "start") or steps[0].key,
        people=people,
        endings=endings,
        facts=facts,
        places=places,
    )
    script.step(script.start)
    for step in steps:
        for target in targets_of(step):
            script.place(target)
    return script


def targets_of(step: AnyStep) -> tuple[str, ...]:
    """Every key that a way out of this step names."""
    ways = [edge.to for edge in step.next]
    if isinstance(step, ChoiceStep):
        ways += [option.to for option in step.options if option.to]
    return tuple(ways)


def read_step(row: Row) -> AnyStep:
    kind = str(row.get("kind") or ReplyStep.kind)
    if kind not in KINDS:
        raise BrokenScript(f"This version cannot play a step of the kind {row.get('kind')!r}.")
    who = str(row.get("who") or MAIN)
    common: dict[str, Any] = {
        "key": _text(row, "key"),
        "prompt": _text(row, "prompt"),
        "who": who,
        "scene": _text(row, "scene"),
        "says": lines(row.get("says")),
        "criteria": keys(row.get("criteria")),
        "next": edges(row.get("next")),
        "channel": _text(row, "channel"),
        "shows": _text(row, "shows"),
    }
    return READERS[kind](row, common, who)


def lines(said: Any) -> tuple[Line, ...]:
    """LINES as authors write them: a string, or rows of who, text and when."""
    if not said:
        return ()
    if isinstance(said, str):
        return (Line(said.strip()),)
    return tuple(
        Line(each.strip())
        if isinstance(each, str)
        else Line(_text(each, "text"), str(each.get("who") or MAIN), When.read(each.get("when")))
        for each in said
    )


def edges(ways: Any) -> tuple[Edge, ...]:
    """`next` as authors write it: a key, or rows of to, when and at_most."""
    if not ways:
        return ()
    if isinstance(ways, str):
        return (Edge(ways),)
    return tuple(
        Edge(each)
        if isinstance(each, str)
        else Edge(
            _text(each, "to"),
            When.read(each.get("when")),
            int(each["at_most"]) if each.get("at_most") is not None else None,
        )
        for each in ways
    )


def shifts(value: Any, who: str) -> dict[str, int]:
    """`temper` of an option: a number moves the person of the step, a mapping says whom."""
    if value is None or value == "":
        return {}
    if isinstance(value, Mapping):
        return {str(person): int(shift) for person, shift in value.items() if int(shift)}
    return {who: int(value)} if int(value) else {}


def _reply(row: Row, common: dict[str, Any], who: str) -> ReplyStep:
    return ReplyStep(
        **common,
        facts=keys(row.get("facts")),
        asks=keys(row.get("asks")),
        parts=keys(row.get("parts")),
        gates=keys(row.get("gates")),
        min_words=int(row.get("min_words") or 0),
        max_words=int(row.get("max_words") or 0),
    )


def _choice(row: Row, common: dict[str, Any], who: str) -> ChoiceStep:
    options = tuple(
        Option(
            key=_text(each, "key"),
            text=_text(each, "text"),
            act=_text(each, "act") or "say",
            temper=shifts(each.get("temper"), who),
            levels=_levels(each),
            gives=keys(each.get("gives")),
            reveals=keys(each.get("reveals")),
            breaks=keys(each.get("breaks")),
            note=_text(each, "note"),
            to=_text(each, "to"),
        )
        for each in row.get("options") or ()
    )
    return ChoiceStep(**common, options=_distinct(options, common["key"]))


def _order(row: Row, common: dict[str, Any], who: str) -> OrderStep:
    slack = row.get("slack")
    return OrderStep(
        **common,
        items=_items(row, common["key"]),
        gate=_text(row, "gate"),
        slack=1 if slack is None else int(slack),
    )


def _match(row: Row, common: dict[str, Any], who: str) -> MatchStep:
    items = _items(row, common["key"])
    targets = tuple(Target(_text(each, "key"), _text(each, "text")) for each in row.get("targets") or ())
    return MatchStep(
        **common,
        items=items,
        targets=_distinct(targets, common["key"]),
        enough=int(row.get("enough") or len(items)),
        gate=_text(row, "gate"),
    )


def _consult(row: Row, common: dict[str, Any], who: str) -> ConsultStep:
    asks = tuple(
        Question(
            key=_text(each, "key"),
            whom=_text(each, "whom"),
            text=_text(each, "text"),
            answer=_text(each, "answer"),
            useful=bool(each.get("useful")),
            temper=shifts(each.get("temper"), who),
            levels=_levels(each),
            gives=keys(each.get("gives")),
            reveals=keys(each.get("reveals")),
            note=_text(each, "note"),
        )
        for each in row.get("asks") or ()
    )
    return ConsultStep(**common, asks=_distinct(asks, common["key"]), most=max(1, int(row.get("most") or 1)))


READERS: dict[str, Callable[[Row, dict[str, Any], str], AnyStep]] = {
    "reply": _reply,
    "choice": _choice,
    "order": _order,
    "match": _match,
    "consult": _consult,
}


def _items(row: Row, step: str) -> tuple[Item, ...]:
    items = tuple(
        Item(_text(each, "key"), _text(each, "text"), bool(each.get("out")), _text(each, "to"), _text(each, "note"))
        for each in row.get("items") or ()
    )
    return _distinct(items, step)


def _distinct(rows: tuple[Keyed, ...], step: str) -> tuple[Keyed, ...]:
    if not rows:
        raise BrokenScript(f"Step {step!r} has nothing to choose from.")
    if len({row.key for row in rows}) < len(rows):
        raise BrokenScript(f"Step {step!r} has the same key twice.")
    return rows


def _ending(row: Row) -> Ending:
    return Ending(
        key=_text(row, "key"),
        title=_text(row, "title"),
        good=bool(row.get("good")),
        text=_text(row, "text"),
        scene=_text(row, "scene"),
        says=lines(row.get("says")),
    )


def _other(row: Row) -> Person:
    return _person(row, _text(row, "key"))


def _person(row: Row, key: str) -> Person:
    temper = int(row.get("temper") or 0)
    texts = {name: _text(row, name) for name in ("name", "address_as", "relation", "mood", "channel", "opening")}
    return Person(key=key, temper=min(HOTTEST, max(COOLEST, temper)), **texts)


def _fact(row: Row) -> Fact:
    return Fact(_text(row, "key"), _text(row, "text"), bool(row.get("required")), bool(row.get("hidden")))


def _levels(row: Row) -> dict[str, int]:
    return {str(name): int(level) for name, level in (row.get("levels") or {}).items()}


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    return "" if value is None else str(value).strip()
