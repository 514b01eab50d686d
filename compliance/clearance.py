"""May this person do the duty yet? From what was finished of the requirements that stand before it, on a day.

Plain Python: no Django, no clock. It is told to the supervisor; no system holds anyone back.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Proof:
    """Finished, or waived with its reason: from a day on, up to the last day that counts; None: for good."""

    since: dt.date
    until: dt.date | None = None
    waiver: str = ""


@dataclass(frozen=True)
class Gate:
    """One requirement before the duty. `status`: where its present cycle stands."""

    name: str
    status: str
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True)
class Clearance:
    """`missing`: the name and the status of what keeps the person from it; empty means cleared, `since` that day."""

    duty: str
    missing: tuple[tuple[str, str], ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    waivers: tuple[tuple[str, str], ...] = ()

    @property
    def cleared(self) -> bool:
        return not self.missing


def cleared(duty: str, gates: Sequence[Gate], on: dt.date) -> Clearance:
    """All gates of one duty must hold that day. Cleared since the last of them began to, until the first one ends."""
    held = {gate.name: _unbroken(gate.proofs, on) for gate in gates}
    missing = tuple((gate.name, gate.status) for gate in gates if held[gate.name] is None)
    if missing:
        return Clearance(duty, missing)
    proofs = {name: proof for name, proof in held.items() if proof}
    return Clearance(
        duty,
        since=max(proof.since for proof in proofs.values()),
        until=min((proof.until for proof in proofs.values() if proof.until), default=None),
        waivers=tuple((name, proof.waiver) for name, proof in proofs.items() if proof.waiver),
    )


def _unbroken(proofs: Iterable[Proof], on: dt.date) -> Proof | None:
    """The proof that reaches furthest, if it holds that day; since the first that led up to it without a gap."""
    held: Proof | None = None
    for proof in sorted((one for one in proofs if one.since <= on), key=lambda one: one.since):
        if held is None or (held.until and proof.since > held.until + DAY):
            held = proof
        elif held.until and (proof.until is None or proof.until >= held.until):
            held = replace(proof, since=held.since)
    return held if held and (held.until is None or on <= held.until) else None
