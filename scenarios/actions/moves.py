"""One move in a conversation. What cannot be made writes nothing and says why in a sentence."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions import drop_draft
from courses.models import Attempt
from courses.plain_text import plain
from scenarios.actions.handing_in import end, hand_in_locked, is_over
from scenarios.actions.locking import twin, write_once
from scenarios.models import MarkingTask, Move
from scenarios.private_said import with_private
from scenarios.records import made, rows_of
from scenarios.refusals import Refused
from scenarios.scoring import Task, score
from scenarios.script import NotAMove, ReplyStep, State, Step, kept, outcome, play, read_script
from scenarios.script.outcome import NOT_READ, OVER

MOST_CHARACTERS = 12_000


def draft_place(attempt: Attempt, step_key: str = "reply") -> str:
    """Where the words of a reply are kept while they are being written."""
    return f"attempt:{attempt.key}:{step_key}"


def chosen_place(attempt: Attempt, number: int) -> str:
    """Where what is chosen for that move is kept until it is sent: an option, an order, one's own levels.

    By its number, not its step: a step one comes back to asks anew.
    """
    return f"attempt:{attempt.key}:move:{number}"


def make_move(
    *,
    attempt: Attempt,
    number: int | None,
    payload: Any,
    client_key: uuid.UUID,
    now: dt.datetime,
    known: Sequence[Move] = (),
) -> Move:
    """Make move `number` (the page's, so that two tabs do not mix; None: whatever is next).

    `known`: the first moves of the try, all up to some number, when they were read already.
    `payload` has the shape of the step's kind (`script.kept`) and may name the "step" it was shown for. The same client
    key again gives the same move. At an ending an assessed conversation is handed in.
    Raises Refused, and writes nothing, when the move cannot be made.
    """
    script = read_script(attempt.version.definition)
    sent = plain_payload(payload)
    looked_at, scored = None, None
    if isinstance(sent.get("text"), str):
        known = known or rows_of(attempt)
        if standing := twin(known, client_key):
            return standing
        # Scored before the lock is taken: the result depends on the step and the words alone.
        looked_at = play(script, list(map(made, known))).step
        scored = look_at(attempt, looked_at.key, sent["text"]) if isinstance(looked_at, ReplyStep) else None

    def write(locked: Attempt, rows: list[Move]) -> Move:
        moves = list(map(made, rows))
        state = play(script, moves)
        must_be_open(locked)
        _must_be_present(state, number, sent.get("step"))
        if isinstance(state.step, ReplyStep):
            _must_be_readable(state, looked_at, scored)
            _must_be_with_the_learner(locked, state)
        _must_have_room(state)
        try:
            result = outcome(script, state, sent, scored)
        except NotAMove as refused:
            raise Refused(_(str(refused))) from refused
        move = keep(locked, state.present, state.next_number, client_key, kept(state.present, sent), result, now)
        after = play(script, [*moves, made(move)])
        if after.done:
            end(locked, after)
            if locked.mode == Attempt.Mode.ASSESSED:
                hand_in_locked(locked, [*rows, move], now=now)
        return move

    return write_once(attempt, client_key, write, may_decide=bool(script.endings), known=known)


def make_reply(
    *,
    attempt: Attempt,
    text: str,
    self_levels: Mapping[str, int],
    client_key: uuid.UUID,
    now: dt.datetime | None = None,
) -> Move:
    """Write the reply that is asked for now: the next move, whatever its number."""
    payload = {"text": text, "self": self_levels}
    return make_move(attempt=attempt, number=None, payload=payload, client_key=client_key, now=now or timezone.now())


def look_at(attempt: Attempt, step_key: str, text: str) -> dict[str, Any]:
    """What the scorer finds in a reply. Refused, with what to do, when it cannot be looked at."""
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            _("Your reply is longer than %(n)s characters. Cut it to what you would say or send, then check it again.")
            % {"n": f"{MOST_CHARACTERS:,}"}
        )
    result = score(text, Task.from_definition(attempt.version.definition, step_key))
    if result.guards:
        raise Refused(" ".join(guard.sentence for guard in result.guards))
    return with_private(result.as_dict(), text, attempt.version.definition, str(attempt.person))


def keep(
    locked: Attempt,
    step: Step,
    number: int,
    key: uuid.UUID,
    payload: Mapping[str, Any],
    result: Mapping[str, Any],
    now: dt.datetime,
) -> Move:
    """Write a move; what was kept of it while it was written or chosen has done its work."""
    move = Move.objects.create(
        client_key=key,
        attempt=locked,
        number=number,
        step_key=step.key,
        kind=step.kind,
        payload=payload,
        result=result,
        made_at=now,
    )
    drop_draft(locked.person, draft_place(locked, step.key), chosen_place(locked, number))
    return move


def plain_payload(payload: Any) -> dict[str, Any]:
    """What was sent, with a written text made fit to keep. Anything but a mapping is nothing."""
    sent = dict(payload) if isinstance(payload, Mapping) else {}
    if isinstance(sent.get("text"), str):
        sent["text"] = plain(sent["text"]).strip()
    return sent


def must_be_open(attempt: Attempt) -> None:
    if not attempt.is_open:
        raise Refused(_("This conversation is handed in, so it cannot be changed. What you wrote is safe."))
    if attempt.mode == Attempt.Mode.PRACTICE and is_over(attempt):
        raise Refused(_(OVER))


def _must_be_present(state: State, number: int | None, step_key: Any) -> None:
    here = state.step.key if state.step else ""
    if number not in (None, state.next_number) or step_key not in (None, "", here):
        raise Refused(_("You have gone on in another tab. Here is where the conversation stands."))


def _must_be_readable(state: State, looked_at: Step | None, scored: Mapping[str, Any] | None) -> None:
    """The words were looked at, and for this very step: another tab may have gone on meanwhile."""
    if scored is None:
        raise Refused(_(NOT_READ))
    if looked_at != state.step:
        raise Refused(_("You have gone on in another tab. Here is where the conversation stands."))


def _must_be_with_the_learner(attempt: Attempt, state: State) -> None:
    """Of a conversation that came back, a reply that a person has scored or is about to score stays as it is."""
    if attempt.state != Attempt.State.RETURNED or state.last is None:
        return
    if MarkingTask.objects.filter(move__attempt=attempt, move__number=state.last.number, handed_back_at=None).exists():
        raise Refused(_("This reply is with a marker, so it cannot be changed. Write the one that came back to you."))


def _must_have_room(state: State) -> None:
    if not state.full:
        return
    if isinstance(state.step, ReplyStep):
        raise Refused(_("You have written this reply as often as it can be kept. Choose one more change and hand in."))
    raise Refused(_("This conversation has as many moves as can be kept. Look back on it, or begin it anew."))
