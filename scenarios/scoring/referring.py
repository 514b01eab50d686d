"""Why a person should look at a reply, in sentences: what the machine saw and does not dare to judge."""

from .evidence import Evidence
from .results import Chance

QUOTED = "“{said}” is best left unsaid, but it may be somebody else's words or mean the opposite."
GATE = "“{said}” may or may not pass the gate: {text}"
UNSURE = "The level for {criterion} is unsure: several levels are likely."


def referred(e: Evidence, sure: tuple[Chance, ...]) -> tuple[str, ...]:
    """The sentences in this order: things not to say, gates, unsure levels."""
    out = [QUOTED.format(said=m.span.text) for m in e.must_not if m.status == "refer"]
    out += [GATE.format(said=g.spans[0].text, text=g.text) for g in e.gates if g.status == "person" and g.spans]
    out += [UNSURE.format(criterion=c.criterion) for c in sure if c.standing == "person"]
    return tuple(dict.fromkeys(out))
