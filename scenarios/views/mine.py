"""One's own conversation, and where it stands: what the pages of the player and the debrief begin with."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse

from courses.models import Attempt
from scenarios.models import Move
from scenarios.permissions import conversations_of
from scenarios.playing import is_one_reply
from scenarios.records import made, made_in
from scenarios.script import Made, Script, State, play, read_script
from scenarios.views.trails import stand


@dataclass(frozen=True)
class Sight:
    """A conversation with its moves, played."""

    attempt: Attempt
    script: Script
    moves: tuple[Made, ...]
    state: State

    @property
    def definition(self):
        return self.attempt.version.definition

    @property
    def is_practice(self) -> bool:
        return self.attempt.mode == Attempt.Mode.PRACTICE

    @property
    def is_one_reply(self) -> bool:
        return is_one_reply(self.script)

    @property
    def is_over(self) -> bool:
        """Handed in, at an ending, or finished in practice: nothing more is said here."""
        return not self.attempt.is_open or self.state.done or "ended" in self.attempt.progress

    def played_on(self, more: Made) -> "Sight":
        """After one more move, which is stored already."""
        moves = (*self.moves, more) if more.number not in {each.number for each in self.moves} else self.moves
        return Sight(self.attempt, self.script, moves, play(self.script, moves))


def my_conversation(request, key) -> Attempt:
    mine = conversations_of(request.user).select_related("version", "activity", "person", "enrollment__course")
    attempt = get_object_or_404(mine, key=key)
    stand(request, attempt)
    return attempt


def sight_of(attempt: Attempt, rows: Iterable[Move] | None = None) -> Sight:
    """One query, or none when the moves were read already."""
    script = read_script(attempt.version.definition)
    moves = tuple(made_in(attempt) if rows is None else map(made, rows))
    return Sight(attempt, script, moves, play(script, moves))


def look_back(sight: Sight) -> str:
    """Where a conversation that is over is read: one reply by its feedback, a longer one by its debrief."""
    name = "scenarios:feedback" if sight.is_one_reply and not sight.is_practice else "scenarios:debrief"
    return reverse(name, args=[sight.attempt.key])
