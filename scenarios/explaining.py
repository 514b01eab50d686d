"""How a score came about, told from its rows alone: so it can be told a year later, whoever asks."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.models import Attempt, Evidence
from scenarios import shown
from scenarios.deciding import Decision, lapsed, text_of
from scenarios.fair.counting import Counting
from scenarios.marked import Note, Piece, notes, pieces
from scenarios.models import MarkingSlot, MarkingTask, Move, Score
from scenarios.records import counting

Definition = Mapping[str, Any]


@dataclass(frozen=True)
class Event:
    """One thing that happened to a reply. `levels`: label and level; `missed`: gates that were not passed."""

    when: dt.datetime
    head: str
    text: str = ""
    levels: tuple[tuple[str, int], ...] = ()
    missed: tuple[str, ...] = ()
    note: str = ""
    counts: bool = False
    by_writer: bool = False  # whose words the note holds


@dataclass(frozen=True)
class Explained:
    """One reply: its words with comments, what happened, and where each level that counts comes from."""

    number: int
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    events: tuple[Event, ...]
    counting: tuple[tuple[str, str, str], ...]


def explained(attempt: Attempt, moves: list[Move], decision: Decision, *, names: bool, open_: bool) -> list[Explained]:
    """Each counting reply. `names`: may markers be named? `open_`: may levels be read yet?"""
    told = _Teller(attempt, moves, names)
    return [told.reply(move, decision.counts.get(move.number), open_) for move in counting(moves)]


def evidence_of(attempt: Attempt) -> Evidence | None:
    return Evidence.objects.standing().filter(attempt=attempt).order_by("pk").first()


def scores_beside(task: MarkingTask, own: Score) -> dict[str, Any]:
    """What others gave this reply, beside one's own: heads, and a row for each criterion and gate. Empty when none."""
    others = [score for score in _by_people(task.move) if score.pk != own.pk]
    definition = text_of(own, task.move.attempt).definition
    rubric = [c for c in shown.rubric(definition) if c.name in own.levels]
    gates = [gate for gate in shown.gates(definition) if gate["key"] in own.gates]
    if not others:
        return {}
    heads = [_("Criterion"), _("You"), *(str(score.get_slot_display()).capitalize() for score in others)]
    rows = [[c.label, own.levels[c.name], *(score.levels.get(c.name, "–") for score in others)] for c in rubric]
    rows += [[gate["text"], *(_gate(score, gate["key"]) for score in (own, *others))] for gate in gates]
    return {"heads": heads, "rows": rows}


def _gate(score: Score, key: str) -> str:
    return said(score.gates[key]) if key in score.gates else "–"


class _Teller:
    def __init__(self, attempt: Attempt, moves: Iterable[Move], names: bool):
        self.attempt, self.names = attempt, names
        scores = sorted((score for move in moves for score in _by_people(move)), key=lambda score: score.pk)
        self.gates = {gate["key"]: gate["text"] for gate in shown.gates(attempt.version.definition)}
        self.order = list(dict.fromkeys(score.marker_id for score in scores))

    def reply(self, move: Move, counts: Counting | None, open_: bool) -> Explained:
        stands = counts if open_ else None
        text = str(move.payload.get("text", ""))
        said = [comment for score in _by_people(move) for comment in score.comments] if open_ else []
        marks = [
            {"start": each["start"], "end": each["end"], "letter": "l", "label": str(n), "note": each["text"]}
            for n, each in enumerate(said, 1)
        ]
        return Explained(
            move.number,
            pieces(text, marks),
            notes(marks),
            tuple(sorted(self._events(move, stands, open_), key=lambda event: event.when)),
            self._counting(move, stands),
        )

    def _events(self, move: Move, stands: Counting | None, open_: bool) -> Iterable[Event]:
        yield Event(move.made_at, _("Written"), _("Version %(n)s of the conversation.") % {"n": move.number})
        if self.attempt.handed_in_at:
            yield Event(self.attempt.handed_in_at, _("Handed in"))
        yield from self._machine(move)
        for score in _by_people(move):
            yield self._score(score, stands, open_)
            if open_ and hasattr(score, "agreed"):
                yield Event(
                    score.agreed.made_at,
                    _("A person agreed that the new score may be lower"),
                    self._who(score.agreed.actor, _("an administrator or trainer")),
                    note=score.agreed.reason,
                )
            if open_ and hasattr(score, "kept"):
                who = self._who(score.kept.actor, _("an administrator or trainer"))
                yield Event(score.kept.made_at, _("A person left the earlier score as it is"), who)
        # After the scores: what a score asks for has its very moment.
        for task in move.marking.all():
            yield from self._task(task)
            if lapsed(task, [score.slot for score in _by_people(move)]):
                text = _("The first score counts by itself: scored by one person.")
                yield Event(task.done_at or task.created_at, _("Nobody was there for a second score"), text)

    def _machine(self, move: Move) -> Iterable[Event]:
        version = str(move.result.get("version", ""))
        text = _("It teaches and decides nothing. Scorer %(version)s.") % {"version": version}
        yield Event(move.made_at, _("Automatic feedback"), text, self._levels(move.result.get("levels") or {}))
        for score in move.scores.all():
            if score.marker_id is None:
                yield self._read_again(score)

    def _read_again(self, score: Score) -> Event:
        number = score.version.number if score.version else self.attempt.version.number
        told = _("By version %(n)s of the text, mended since it was written. It decides nothing. Scorer %(version)s.")
        words = self._words_of_gates(score)
        reasons = score.found.get("reasons") or {}
        return Event(
            score.sent_at,
            _("Read again by the machine"),
            told % {"n": number, "version": score.scorer_version},
            self._levels(score.levels),
            tuple(words.get(key, key) for key, passed in score.gates.items() if not passed),
            note="\n".join(
                f"{label}: {reasons[name]}" for name, (label, _k) in shown.CRITERIA.items() if name in reasons
            ),
        )

    def _task(self, task: MarkingTask) -> Iterable[Event]:
        if task.handed_back_at:
            yield Event(task.handed_back_at, _("Handed back to be written anew"), note=task.handed_back_note)
        if task.slot == MarkingSlot.FIRST:
            return
        heads = {
            MarkingSlot.SECOND: _("A second, blind score was asked for"),
            MarkingSlot.ADJUDICATION: _("A third person was asked to decide"),
            MarkingSlot.DISPUTE: _("Its writer asked for another look"),
            MarkingSlot.AGAIN: _("Another look was asked for"),
        }
        note = ""
        if task.slot == MarkingSlot.DISPUTE:
            text = (task.dispute.version or self.attempt.version).definition
            about = shown.disputed(text, task.dispute.criterion, task.dispute.gate)
            note = f"{about}: {task.dispute.reason}"
        elif task.rescore:
            note = task.rescore.reason
        reason = str(task.get_reason_display())
        yield Event(
            task.created_at,
            heads[MarkingSlot(task.slot)],
            _("Because: %(reason)s.") % {"reason": reason} if reason else "",
            note=note,
            by_writer=task.slot == MarkingSlot.DISPUTE,
        )

    def _score(self, score: Score, stands: Counting | None, open_: bool) -> Event:
        head = f"{str(score.get_slot_display()).capitalize()}, {self._marker(score)}"
        if not open_:
            return Event(score.sent_at, head)
        rubric = {"name": score.rubric_version.rubric.name, "n": score.rubric_version.number}
        said = [_("By the rubric “%(name)s”, version %(n)s.") % rubric]
        if score.version:
            said.append(_("By version %(n)s of the text, mended since it was written.") % {"n": score.version.number})
        if score.alone:
            said.append(_("Scored by one person: no second marker was there."))
        counts = stands is not None and (score.pk == stands.row or score.pk in stands.changed.values())
        words = self._words_of_gates(score)
        missed = tuple(words.get(key, key) for key, passed in score.gates.items() if not passed)
        return Event(score.sent_at, head, " ".join(said), self._levels(score.levels), missed, score.note, counts=counts)

    def _counting(self, move: Move, stands: Counting | None) -> tuple[tuple[str, str, str], ...]:
        """Label, what counts, and which score it comes from: the levels, then gates not passed or looked at again."""
        if stands is None:
            return ()
        slots = {score.pk: str(score.get_slot_display()) for score in _by_people(move)}
        words = {key: text for score in _by_people(move) for key, text in self._words_of_gates(score).items()}
        levels = [
            (str(label), str(stands.levels[name]), slots[stands.changed.get(name, stands.row)])
            for name, (label, _key) in shown.CRITERIA.items()
            if name in stands.levels
        ]
        gates = [
            (words.get(key, key), said(passed), slots[stands.changed.get(key, stands.row)])
            for key, passed in stands.gates.items()
            if not passed or key in stands.changed
        ]
        return (*levels, *gates)

    def _words_of_gates(self, score: Score) -> dict[str, str]:
        """In the words that stood before whoever gave it."""
        if score.version is None:
            return self.gates
        return {gate["key"]: gate["text"] for gate in shown.gates(score.version.definition)}

    def _levels(self, levels: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
        return tuple((str(label), levels[name]) for name, (label, _key) in shown.CRITERIA.items() if name in levels)

    def _marker(self, score: Score) -> str:
        return self._who(score.marker, _("marker %(n)s") % {"n": self.order.index(score.marker_id) + 1})

    def _who(self, person, otherwise: str) -> str:
        return str(person) if self.names else otherwise


def said(passed: bool) -> str:
    return _("passed") if passed else _("not passed")


def _by_people(move: Move) -> list[Score]:
    return sorted((score for score in move.scores.all() if score.marker_id), key=lambda score: score.pk)
