"""What undoing a load would put back, and what stays because something later stands on it. Plain data in and out.

Person by person: whoever is today exactly as the deed left them goes back to what they were before. Anyone who was
changed since stays, with the reason. One who stays may hold back another (their supervisor, their address), so the
question is asked until the answer is the same.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Trail:
    """What was done to one person. `before` None: they were not on record."""

    number: str
    name: str
    before: Mapping | None
    after: Mapping


@dataclass(frozen=True)
class Present:
    """The records as they are now.

    `hanging`: numbers with a sign-in, an invitation, an answer, anything that a person who goes would leave behind.
    `noted`: numbers of which the worker has noted something, such as what is asked of them; that is never deleted.
    `led`: the ids of all jobs that name this number as supervisor. `addresses`: whose an e-mail address is.
    """

    records: Mapping[str, Mapping]
    people: frozenset[int] = frozenset()
    closed_units: Mapping[int, str] = field(default_factory=dict)
    hanging: frozenset[str] = frozenset()
    noted: frozenset[str] = frozenset()
    led: Mapping[str, frozenset[str]] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stays:
    """Someone who is left as they are now. `code` says why; `about` holds the facts of the sentence."""

    number: str
    name: str
    code: str
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Undo:
    back: tuple[Trail, ...]
    stays: tuple[Stays, ...]
    noted: frozenset[str] = frozenset()

    @property
    def gone(self) -> tuple[Trail, ...]:
        """Those whom the load made: they are taken off the record again."""
        return tuple(each for each in self.back if each.before is None and each.number not in self.noted)

    @property
    def ended(self) -> tuple[Trail, ...]:
        """Those, too, but the worker has noted something: the number stays known, as of someone who never began."""
        return tuple(each for each in self.back if each.before is None and each.number in self.noted)

    @property
    def restored(self) -> tuple[Trail, ...]:
        return tuple(each for each in self.back if each.before is not None)


def undo(trails: Iterable[Trail], present: Present) -> Undo:
    back, stays = sorted(trails, key=lambda trail: trail.number), list[Stays]()
    while True:
        reasons = {trail.number: _why_not(trail, back, present) for trail in back}
        held = [reason for reason in reasons.values() if reason]
        if not held:
            return Undo(tuple(back), tuple(sorted(stays, key=lambda each: each.number)), present.noted)
        stays += held
        back = [trail for trail in back if not reasons[trail.number]]


def digest(plan: Undo) -> str:
    """The same only for the same people: what was shown is what is done."""
    shown = [
        [each.number for each in plan.back],
        [[each.number, each.code] for each in plan.stays],
        [each.number for each in plan.ended],
    ]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def _why_not(trail: Trail, back: list[Trail], present: Present) -> Stays | None:
    def stays(code: str, **about: str) -> Stays:
        return Stays(trail.number, trail.name, code, tuple(sorted(about.items())))

    if present.records.get(trail.number) != trail.after:
        return stays("changed_since")
    if trail.before is None:
        if trail.number in present.hanging:
            return stays("in_use")
        if present.led.get(trail.number, frozenset()) - _going_jobs(back):
            return stays("leads_others")
        return None
    before = trail.before
    owner = present.addresses.get(before["email"] or "")
    if owner not in (None, trail.number) and not _frees(owner, before["email"], back):
        return stays("address_taken", email=before["email"], owner=owner or "")
    for key, job in before["jobs"].items():
        if job == trail.after["jobs"].get(key):
            continue
        if job["ends_on"] is None and job["unit_id"] in present.closed_units:
            return stays("unit_closed", unit=present.closed_units[job["unit_id"]])
        if job["supervisor_id"] is not None and job["supervisor_id"] not in present.people:
            return stays("supervisor_gone")
    return None


def _going_jobs(back: list[Trail]) -> frozenset[str]:
    return frozenset(
        key for each in back for key in each.after["jobs"] if each.before is None or key not in each.before["jobs"]
    )


def _frees(owner: str | None, email: str, back: list[Trail]) -> bool:
    """The one who has the address now gives it back in the same undo."""
    return any(each.number == owner and (each.before is None or each.before["email"] != email) for each in back)
