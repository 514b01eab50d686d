"""What the learner is asked for now: the box, the options, the list. One shape for each kind of step."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from scenarios.channels import act_of, channel_of, is_speech
from scenarios.script import (
    ChoiceStep,
    ConsultStep,
    MatchStep,
    OrderStep,
    ReplyStep,
    State,
    shown_order,
)

Definition = Mapping[str, Any]
QUOTED = frozenset('"“')


def asked_for(definition: Definition, state: State, seed: str) -> dict[str, Any]:
    """What `scenarios/parts/steps/<kind>.html` takes. `seed` keeps the shown order of this try."""
    step = state.step
    if step is None or state.done:
        return {"kind": "over"}
    channel = step.channel or str(definition.get("channel") or "")
    common = {"kind": step.kind, "key": step.key, "hint": step.prompt, "channel": channel_of(channel)}
    order = f"{seed}/{step.key}"
    if isinstance(step, ChoiceStep):
        return {**common, "head": _("What do you do?"), "options": _options(step, state, channel, order)}
    if isinstance(step, ConsultStep):
        left = step.most - len(state.asked)
        asks = shown_order(step.asks, order)
        still = [ask for ask in asks if ask in state.options]
        return {**common, "head": _("Whom do you ask, and what?"), "asks": still, "left": left, "asked": state.asked}
    if isinstance(step, OrderStep):
        items = [{"key": item.key, "text": item.text, "place": ""} for item in shown_order(step.items, order)]
        leave_out = any(item.out for item in step.items)
        return {**common, "head": _("In which order?"), "items": items, "leave_out": leave_out}
    if isinstance(step, MatchStep):
        items = [{"key": item.key, "text": item.text, "chosen": ""} for item in shown_order(step.items, order)]
        targets = [{"key": target.key, "text": target.text} for target in step.targets]
        return {**common, "head": _("Which goes where?"), "items": items, "targets": targets}
    return written(definition, step)


def _options(step: ChoiceStep, state: State, channel: str, order: str) -> list[dict[str, Any]]:
    rows = []
    for option in shown_order(step.options, order):
        if option in state.options:
            act = act_of(option.act, channel)
            # An author may set the words said apart by quotes of their own, with what is done around them.
            speech = is_speech(option.act) and not QUOTED.intersection(option.text)
            rows.append({"key": option.key, "text": option.text, "act": act, "speech": speech})
    return rows


def written(definition: Definition, step: ReplyStep) -> dict[str, Any]:
    """A box to write in: what stands over it, and the word on its button."""
    channel = step.channel or str(definition.get("channel") or "")
    heads = {
        "phone": _("What do you say?"),
        "walk_in": _("What do you say?"),
        "voicemail": _("What do you say when you call back?"),
        "radio": _("What do you say by radio?"),
        "social": _("Your public reply"),
        "message": _("Your private message"),
        "text": _("Your text"),
        "ticket": _("What you write in the ticket"),
        "note": _("Your note"),
    }
    return {
        "kind": step.kind,
        "key": step.key,
        "hint": step.prompt,
        "channel": channel_of(channel),
        "head": heads.get(channel, _("Your reply")),
        "closing": step.closing,
        "button": act_of("say", channel).button,
        "button_icon": act_of("say", channel).icon if channel not in SPOKEN else "corner-down-left",
        "most": step.max_words,
        "spoken": channel in SPOKEN,
    }


SPOKEN = {"phone", "walk_in", "voicemail", "radio"}
