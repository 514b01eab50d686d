"""What one move does, decided once when it is made and kept with it. Pure: the same state and payload give the same.

`kept(step, payload)` is what is stored of what was sent; `outcome(…)` what came of it.
"""

from collections.abc import Mapping
from typing import Any

from .playing import Known
from .state import State
from .steps import AnyStep, ChoiceStep, ConsultStep, MatchStep, Option, OrderStep, Question, ReplyStep, Script
from .ways import offered, onward

PASSED, NOT_PASSED = "passed", "not_passed"
Row = Mapping[str, Any]


class NotAMove(ValueError):
    """What was sent is no move that can be made here. The message is a sentence for the learner, to be translated."""


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for those who gather what is to be translated; whoever shows it translates it."""
    return sentence


OVER = gettext_noop("This conversation is over. Look back on it, or begin it anew.")
NOT_OFFERED = gettext_noop("That is not one of the things you can say now. Choose one that is shown.")
NOT_ASKABLE = gettext_noop("That is not one of the questions you can ask now. Choose one that is shown, or go on.")
NOT_IN_THE_LIST = gettext_noop(
    "Something in your answer does not stand in the list. Load the page again, then put it in order."
)
NOTHING_PLACED = gettext_noop("Nothing has a place yet. Put in order what you would do, then go on.")
NOT_MATCHED = gettext_noop("Some rows have no match yet. Choose one for each row, then go on.")
NOT_A_MATCH = gettext_noop(
    "Something in your answer does not stand in the lists. Load the page again, then match each row."
)
NOT_READ = gettext_noop("Your answer did not arrive in a form that can be read. Load the page again, then answer.")


def outcome(script: Script, state: State, payload: Row, scored: Row | None = None) -> dict[str, Any]:
    """The result of this move. `scored`: what the scorer found in a written reply (Result.as_dict()).

    Raises NotAMove with a sentence when it is none of the moves that can be made now.
    """
    step = state.step
    if step is None or state.done:
        raise NotAMove(OVER)
    own = effect_of(step, state, payload, scored)
    known = Known(state.temper, state.given, state.revealed, state.broken, state.chosen).after(step, own)
    own["to"], passed = _where(script, step, known, state, own.pop("way", ""))
    if passed:
        own["by"] = list(passed)
    return own


def effect_of(step: AnyStep, state: State, payload: Row, scored: Row | None) -> dict[str, Any]:
    payload = kept(step, payload)
    if isinstance(step, ReplyStep):
        return reply_effect(step, scored or {})
    if isinstance(step, ChoiceStep):
        return _choose(step, state, payload["option"])
    if isinstance(step, OrderStep):
        return _put_in_order(step, payload["order"])
    if isinstance(step, MatchStep):
        return _matched(step, payload["pairs"])
    return _consult(step, state, payload["ask"])


def kept(step: AnyStep, payload: Any) -> dict[str, Any]:
    """What is stored of what was sent, in its one shape. NotAMove for any other shape."""
    if not isinstance(payload, Mapping):
        raise NotAMove(NOT_READ)
    if isinstance(step, ReplyStep):
        return {"text": _text(payload, "text"), "self": _own_levels(step, payload.get("self"))}
    if isinstance(step, ChoiceStep):
        return {"option": _text(payload, "option")}
    if isinstance(step, ConsultStep):
        return {"ask": _text(payload, "ask")}
    if isinstance(step, OrderStep):
        order = payload.get("order")
        if not isinstance(order, list | tuple) or not all(isinstance(key, str) for key in order):
            raise NotAMove(NOT_READ)
        return {"order": list(order)}
    pairs = payload.get("pairs")
    if not isinstance(pairs, Mapping) or not all(isinstance(value, str) for value in pairs.values()):
        raise NotAMove(NOT_READ)
    return {"pairs": dict(pairs)}


def result(
    *,
    temper: Mapping[str, int] | None = None,
    levels: Mapping[str, int] | None = None,
    given: tuple[str, ...] = (),
    revealed: tuple[str, ...] = (),
    gates: Mapping[str, str] | None = None,
    note: str = "",
    **more: Any,
) -> dict[str, Any]:
    """The keys that the result of every kind has, and those of one kind."""
    return {
        "temper": dict(temper or {}),
        "levels": dict(levels or {}),
        "given": list(given),
        "revealed": list(revealed),
        "gates": [{"key": key, "status": status} for key, status in (gates or {}).items()],
        "note": note,
        **more,
    }


# --- reply ----------------------------------------------------------------------------------------
def reply_effect(step: ReplyStep, scored: Row) -> dict[str, Any]:
    """The scorer's result, with what it does in the conversation beside it."""
    shift = reply_temper(scored)
    given = tuple(row["key"] for row in scored.get("facts") or () if row.get("status") == "found")
    common = result(temper={step.who: shift} if shift else {}, given=given)
    return {**common, **scored, "temper": common["temper"], "given": common["given"]}


def reply_temper(scored: Row) -> int:
    """+1: said what must not be said, missed a gate, or was not courteous. -1: courteous and with empathy. Else 0."""
    levels = scored.get("levels") or {}
    breach = any(row.get("status") == "breach" for row in scored.get("must_not") or ())
    missed = any(row.get("status") == NOT_PASSED for row in scored.get("gates") or ())
    if breach or missed or levels.get("courteous") == 1:
        return 1
    return -1 if levels.get("courteous", 0) >= 3 and levels.get("empathy", 0) >= 3 else 0


def _own_levels(step: ReplyStep, given: Any) -> dict[str, int]:
    given = given if isinstance(given, Mapping) else {}
    return {name: given[name] for name in step.criteria if type(given.get(name)) is int and 1 <= given[name] <= 4}


# --- choice ---------------------------------------------------------------------------------------
def _choose(step: ChoiceStep, state: State, key: str) -> dict[str, Any]:
    option = next((each for each in offered(step, state.chosen) if each.key == key), None)
    if not isinstance(option, Option):
        raise NotAMove(NOT_OFFERED)
    return result(
        temper=option.temper,
        levels=option.levels,
        given=option.gives,
        revealed=option.reveals,
        gates=dict.fromkeys(option.breaks, NOT_PASSED),
        note=option.note,
        option=option.key,
        way=option.to,
    )


# --- order ----------------------------------------------------------------------------------------
def _put_in_order(step: OrderStep, order: list[str]) -> dict[str, Any]:
    items = {item.key: item for item in step.items}
    if len(set(order)) < len(order) or not set(order) <= set(items):
        raise NotAMove(NOT_IN_THE_LIST)
    if not order:
        raise NotAMove(NOTHING_PLACED)
    wanted = [key for key, item in items.items() if not item.out]
    placed = [key for key in order if not items[key].out]
    out_used = [key for key in order if items[key].out]
    inversions = inversions_of([wanted.index(key) for key in placed])
    missing = len(wanted) - len(placed)
    pairs = len(wanted) * (len(wanted) - 1) // 2
    in_order = len(placed) * (len(placed) - 1) // 2 - inversions
    within = not out_used and not missing and inversions <= step.slack
    if placed == wanted and not out_used:
        level = 4
    elif within:
        level = 3
    else:
        level = 2 if not out_used and pairs and 2 * in_order >= pairs else 1
    return result(
        levels=dict.fromkeys(step.criteria, level),
        gates={step.gate: PASSED if within else NOT_PASSED} if step.gate else {},
        note=" ".join(items[key].note for key in out_used if items[key].note),
        placed=list(order),
        right=level == 4,
        inversions=inversions,
        out_used=out_used,
    )


def inversions_of(places: list[int]) -> int:
    """How many pairs stand the wrong way round: the number of neighbors one would have to swap."""
    return sum(first > second for n, first in enumerate(places) for second in places[n + 1 :])


# --- match ----------------------------------------------------------------------------------------
def _matched(step: MatchStep, pairs: dict[str, str]) -> dict[str, Any]:
    items = {item.key: item for item in step.items}
    if not set(pairs) <= set(items) or not set(filter(None, pairs.values())) <= {target.key for target in step.targets}:
        raise NotAMove(NOT_A_MATCH)
    if any(not pairs.get(key) for key in items):
        raise NotAMove(NOT_MATCHED)
    wrong = [key for key, item in items.items() if pairs[key] != item.to]
    right, of = len(items) - len(wrong), len(items)
    half = 2 * right >= of
    if not wrong:
        level = 4
    elif right >= step.enough:
        level = 3
    else:
        level = 2 if half else 1
    return result(
        levels=dict.fromkeys(step.criteria, level),
        gates={step.gate: PASSED if half else NOT_PASSED} if step.gate else {},
        note=" ".join(items[key].note for key in wrong if items[key].note),
        right=right,
        of=of,
        wrong=wrong,
    )


# --- consult --------------------------------------------------------------------------------------
def _consult(step: ConsultStep, state: State, key: str) -> dict[str, Any]:
    before = [ask for ask in step.asks if ask.key in state.asked]
    if not key:
        return result(levels=_consult_levels(step, before), ask="", answer="", whom="")
    ask = next((each for each in offered(step, state.chosen) if each.key == key), None)
    if not isinstance(ask, Question):
        raise NotAMove(NOT_ASKABLE)
    return result(
        temper=ask.temper,
        levels=_consult_levels(step, [*before, ask]),
        given=ask.gives,
        revealed=ask.reveals,
        note=ask.note,
        ask=ask.key,
        answer=ask.answer,
        whom=ask.whom,
    )


def _consult_levels(step: ConsultStep, asks: list[Question]) -> dict[str, int]:
    """Of all that was asked in this consult the best counts: 4 for a useful question, 2 for none."""
    levels = {}
    for criterion in step.criteria:
        found = [ask.levels.get(criterion, 4 if ask.useful else 2) for ask in asks]
        levels[criterion] = max(found, default=2)
    return levels


# --- where it goes --------------------------------------------------------------------------------
def _where(script: Script, step: AnyStep, known: Known, state: State, to: str) -> tuple[str, tuple[str, ...]]:
    if isinstance(step, ConsultStep) and known.chosen != state.chosen and offered(step, known.chosen):
        return "", ()
    return onward(script, step, known, state.taken, to)


def _text(payload: Row, key: str) -> str:
    value = payload.get(key, "")
    if not isinstance(value, str):
        raise NotAMove(NOT_READ)
    return value
