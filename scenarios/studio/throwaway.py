"""A conversation played for a look and kept nowhere: its moves travel in the form, signed, and go with the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from courses.digest import digest_of
from scenarios.actions.moves import MOST_CHARACTERS, plain_payload
from scenarios.private_said import with_private
from scenarios.refusals import Refused
from scenarios.scoring import Task, score
from scenarios.script import Made, NotAMove, ReplyStep, Script, kept, outcome
from scenarios.studio.beginning import played

SALT = "scenario studio: a conversation that is kept nowhere"


class Changed(Exception):
    """The form is not of this draft: somebody saved it meanwhile, or the form was tampered with."""


def packed(definition: Mapping[str, Any], moves: Sequence[Made]) -> str:
    rows = [[m.number, m.step_key, m.kind, m.payload, m.result] for m in moves]
    return signing.dumps({"of": digest_of(definition), "moves": rows}, salt=SALT, compress=True)


def unpacked(definition: Mapping[str, Any], text: str) -> list[Made]:
    """The moves so far; Changed when they cannot be these."""
    try:
        held = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        raise Changed from None
    if held["of"] != digest_of(definition):
        raise Changed
    return [Made(*row) for row in held["moves"]]


def moved(definition: Mapping[str, Any], script: Script, moves: Sequence[Made], sent: Mapping[str, Any]) -> list[Made]:
    """The moves with one more. Refused, with a sentence, when it cannot be made; the same rules as for a learner."""
    state, sent = played(script, moves), plain_payload(sent)
    step = state.present
    try:
        scored = looked_at(definition, step, sent.get("text")) if isinstance(step, ReplyStep) else None
        result = outcome(script, state, sent, scored)
        return [*moves, Made(state.next_number, step.key, step.kind, kept(step, sent), result)]
    except NotAMove as refused:
        raise Refused(_(str(refused))) from refused


def looked_at(definition: Mapping[str, Any], step: ReplyStep, text: Any) -> dict[str, Any]:
    """What the scorer finds in a reply."""
    result = score(str(text or "")[:MOST_CHARACTERS], Task.from_definition(definition, step.key))
    if result.guards:
        raise Refused(" ".join(guard.sentence for guard in result.guards))
    return with_private(result.as_dict(), str(text or ""), definition)
