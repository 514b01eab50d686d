"""A conversation as its page shows it: who is there and how they feel, and everything said and done so far, in order.

From the plain state of `scenarios.script`; templates get small frozen rows and decide nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from scenarios import shown
from scenarios.channels import act_of, channel_of, is_speech
from scenarios.script import MAIN, Made, State, Turn
from scenarios.temper import Temper, change_in_words, temper_of

Definition = Mapping[str, Any]
PRIVATE = {"message"}


@dataclass(frozen=True)
class Head:
    """One person at the top of the page. `line`: "Marcus James, father of …"."""

    key: str
    name: str
    first: str
    line: str
    mood: str
    channel: Mapping[str, Any]
    temper: Temper | None


@dataclass(frozen=True)
class Line:
    """One row of the conversation.

    kind: "they", "me", "deed" (something done, not said), "scene", "asked" (whom, and the answer), "effect", "facts".
    `lane` is "private" where only one person reads it. `tone`: "cooled", "raised" or "" of an effect.
    """

    id: str
    kind: str
    text: str
    who: str = ""
    head: str = ""
    icon: str = ""
    items: tuple[str, ...] = ()
    lane: str = ""
    tone: str = ""
    number: int = 0
    second: bool = False
    ordered: bool = False
    shows: Mapping[str, Any] | None = None

    @property
    def paragraphs(self) -> list[str]:
        return shown.paragraphs(self.text)


def people(definition: Definition) -> dict[str, dict[str, str]]:
    """Everyone in the conversation by key, the main one first."""
    rows = {MAIN: shown.persona(definition)}
    for row in definition.get("others") or ():
        rows[str(row.get("key"))] = shown.person(row)
    return rows


def heads(definition: Definition, state: State, before: Mapping[str, int] | None = None) -> list[Head]:
    """Who is there. `before`: the temper of each before the last move, so that the rings can say what it was."""
    before = before or {}
    others = {MAIN: definition.get("persona") or {}, **{str(o.get("key")): o for o in definition.get("others") or ()}}
    made = []
    for key, who in people(definition).items():
        level = state.temper.get(key)
        temper = None if level is None else temper_of(level, before.get(key))
        channel = channel_of(str(others[key].get("channel") or definition.get("channel") or ""))
        made.append(Head(key, who["name"], who["first"], who["line"], who["mood"], channel, temper))
    return made


def tempers_before(state: State) -> dict[str, int]:
    """The temper of each person before the last move, of those whom it changed."""
    last = max((turn.number for turn in state.turns), default=0)
    changed = [turn for turn in state.turns if turn.kind == "effect" and turn.number == last and last]
    return {turn.who: turn.temper_before for turn in changed if turn.temper_before is not None}


def lines(
    definition: Definition, state: State, moves: Sequence[Made], *, notes: bool, opening: bool = True
) -> list[Line]:
    """Everything said and done, in order. `notes`: may the author's notes on what a move did be read yet?

    Versions of the reply that is being written are left out, since they stand in the box; `opening` False leaves out
    what came before the first move, where the page shows it as a letter or a post.
    """
    writing = {made.number for made in state.versions}
    reveals = {made.number: made.result.get("revealed") or () for made in moves}
    rows: list[Line] = []
    told: set[int] = set()
    for turn in state.turns:
        if turn.number in writing or (not opening and turn.number == 0 and turn.kind == "said"):
            continue
        if turn.kind in ("said", "scene") and turn.number not in told:
            rows += _revealed(definition, turn.number, reveals)
            told.add(turn.number)
        rows += _line(definition, turn, notes)
    last = max(reveals, default=0)
    if last not in told and last not in writing:
        rows += _revealed(definition, last, reveals)
    return [replace(row, id=f"turn-{n}") for n, row in enumerate(_answered(rows))]


def retold(definition: Definition, turns: Iterable[Turn]) -> list[Line]:
    """The rows of some turns alone, for the debrief."""
    return _answered(row for turn in turns for row in _line(definition, turn, notes=True))


def _line(definition: Definition, turn: Turn, notes: bool) -> list[Line]:
    cast = people(definition)
    who = cast.get(turn.who, {"first": turn.who})["first"]
    channel = turn.channel or str(definition.get("channel") or "")
    lane = "private" if turn.channel in PRIVATE else ""
    base = Line("", turn.kind, turn.text, who=who, number=turn.number, lane=lane)
    if turn.kind == "said":
        return [replace(base, kind="they", second=turn.who != MAIN, lane=_lane_of(definition, turn))]
    if turn.kind == "scene":
        return [replace(base, kind="scene", shows=media(definition, turn.shows), lane=_lane_of(definition, turn))]
    if turn.kind == "mine":
        act = act_of(turn.act, channel)
        if turn.act and not is_speech(turn.act):
            return [replace(base, kind="deed", icon=act.icon, head=str(act.deed))]
        label = "" if lane or channel == definition.get("channel") else str(channel_of(channel)["label"])
        return [
            replace(
                base,
                kind="me",
                icon=act.icon if label else "",
                head=label,
                items=turn.items,
                ordered=_kind(definition, turn) == "order",
            )
        ]
    if turn.kind in ("asked", "answer"):
        return [replace(base, who=turn.who, icon="radio")]
    return _effect(base, turn, who, notes)


def _kind(definition: Definition, turn: Turn) -> str:
    return next((row.get("kind", "") for row in definition.get("steps") or () if row.get("key") == turn.step), "")


def _effect(base: Line, turn: Turn, who: str, notes: bool) -> list[Line]:
    before, after = turn.temper_before, turn.temper_after
    changed = before is not None and after is not None and before != after
    tone = ("cooled" if after < before else "raised") if changed else ""  # type: ignore[operator]
    text = turn.text if notes else ""
    if not text and changed:
        text = change_in_words(who, before, after)  # type: ignore[arg-type]
    icons = {"cooled": "trending-down", "raised": "trending-up", "": "info"}
    return [replace(base, kind="effect", text=text, tone=tone, icon=icons[tone])] if text else []


def _answered(rows: Iterable[Line]) -> list[Line]:
    """A question and its answer are one row: "You asked dispatch. “114 is running 35 late.”"."""
    made: list[Line] = []
    for row in rows:
        if row.kind == "answer" and made and made[-1].kind == "asked":
            made[-1] = replace(made[-1], head=made[-1].text, text=row.text)
        else:
            made.append(row)
    return made


def _revealed(definition: Definition, number: int, reveals: Mapping[int, Iterable[str]]) -> list[Line]:
    keys = set(reveals.get(number) or ())
    texts = [str(f.get("text", "")) for f in definition.get("facts") or () if f.get("hidden") and f.get("key") in keys]
    head = _("New on your fact sheet:")
    return [Line("", "facts", text, head=head, icon="clipboard-check", number=number) for text in texts]


def _lane_of(definition: Definition, turn: Turn) -> str:
    """Under a post, someone answers where one writes next: in private once the conversation has moved there."""
    steps = {step.get("key"): step for step in definition.get("steps") or ()}
    return "private" if (steps.get(turn.step) or {}).get("channel") in PRIVATE else ""


def media(definition: Definition, key: str) -> Mapping[str, Any] | None:
    """The picture, sound or film of that key, or None."""
    return next((row for row in definition.get("media") or () if key and row.get("key") == key), None)
