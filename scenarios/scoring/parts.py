"""Looks for the parts of a complete answer: who does it, what happens, by when, how to reach them."""

from .doubts import Doubts
from .forms import Match, find_any
from .negation import negators
from .reading import Reading
from .results import PartFinding, Span
from .task import Part, Task

VERB_WITHIN = 3  # tokens between "I will" and what one will do
NAME_WITHIN = 5  # "Ms. Fenn in the nutrition office will"


def find_parts(d: Doubts, task: Task) -> tuple[PartFinding, ...]:
    """One finding for each part that the scenario asks for."""
    return tuple(_finding(d, part, task) for part in task.parts)


def _finding(d: Doubts, part: Part, task: Task) -> PartFinding:
    finder = {"owner": _owner, "action": _action, "date": _date, "contact": _contact}[part.key]
    ranges = [r for m in find_any(d.reading, part.accepted) if not negators(d, m.first) % 2 for r in m.ranges]
    ranges = ranges or finder(d, task)
    spans: list[Span] = [d.reading.span(a, b) for a, b in sorted(ranges)[:1]]
    return PartFinding(part.key, "found" if spans else "missing", tuple(spans))


def _said(d: Doubts, phrases: tuple[str, ...], gap: int = 0) -> list[Match]:
    """Places of the phrases that are not denied, before ("not call me") or after ("I will not")."""
    found = find_any(d.reading, phrases, gap=gap, mend=False)
    negators_of = d.words.negators
    return [m for m in found if not negators(d, m.first) % 2 and d.reading.word(m.last + 1) not in negators_of]


def _verb_after(d: Doubts, last: int) -> int | None:
    tokens = d.reading.tokens
    for i in range(last + 1, min(last + 2 + VERB_WITHIN, len(tokens))):
        if tokens[i].sentence != tokens[last].sentence or tokens[i].word in d.words.negators:
            return None
        if tokens[i].word in d.words.action_verbs or tokens[i].keys[0][2:] in d.words.action_verbs:
            return i
    return None


def _promises(d: Doubts, task: Task) -> list[tuple[int, int]]:
    """ "I will … call", "the dispatcher will call", "Ms. Grant will call": who and what, as one range."""
    out = []
    for match in _said(d, d.words.promises):
        if (verb := _verb_after(d, match.last)) is not None:
            out.append((match.first, verb))
    for match in _said(d, d.words.doing):
        verb = _verb_after(d, match.last)
        if verb is not None and verb <= match.last + 2:
            out.append((match.first, verb))
    tokens = d.reading.tokens
    for will in (i for i, token in enumerate(tokens) if token.word in d.words.will_words):
        if (who := _named_before(d, will, task)) is not None and (verb := _verb_after(d, will)) is not None:
            out.append((who, verb))
    return sorted(set(out), key=lambda r: (r[0], tokens[r[1]].end))


def _named_before(d: Doubts, at: int, task: Task) -> int | None:
    """The token of a role or a titled name shortly before `at`, in the same sentence."""
    tokens = d.reading.tokens
    for i in range(at - 1, max(at - 2 - NAME_WITHIN, -1), -1):
        if tokens[i].sentence != tokens[at].sentence or tokens[i + 1].breaks:
            return None
        titled = d.reading.word(i - 1) in d.words.titles and not _is_persona(d.reading, i - 1, task)
        if tokens[i].word in d.words.roles or titled:
            return i
    return None


def _owner(d: Doubts, task: Task) -> list[tuple[int, int]]:
    out = [r for r in _promises(d, task) if d.reading.word(r[0]) not in d.words.we]
    out += [r for m in _said(d, d.words.named_self) for r in m.ranges]
    for i, token in enumerate(d.reading.tokens):
        named = token.word in d.words.roles or (token.word in d.words.titles and not _is_persona(d.reading, i, task))
        if named and _reached(d, i):
            out.append((i, i + (token.word in d.words.titles and i + 1 < len(d.reading.tokens))))
    return out


def _is_persona(reading: Reading, title: int, task: Task) -> bool:
    name = reading.word(title + 1)
    return bool(name) and name in f"{task.address_as} {task.name}".lower().split()


def _reached(d: Doubts, at: int) -> bool:
    tokens = d.reading.tokens
    before = range(max(at - 4, 0), at)
    return any(tokens[i].word in d.words.reach_words and tokens[i].sentence == tokens[at].sentence for i in before)


def _action(d: Doubts, task: Task) -> list[tuple[int, int]]:
    out = _promises(d, task)
    for match in _said(d, d.words.invitations):
        if (verb := _verb_after(d, match.last)) is not None:
            out.append((match.first, verb))
    return out


def _when(d: Doubts) -> list[tuple[int, int]]:
    out = [r for m in find_any(d.reading, d.words.when, gap=0, mend=False) for r in m.ranges]
    tokens = d.reading.tokens
    for i, token in enumerate(tokens):
        kind = token.main[0].partition(":")[0]
        hour = any(key.startswith("time:") for key in token.keys)
        if kind in ("time", "date") or hour or (kind == "ord" and d.reading.word(i - 1) == "the"):
            out.append((i, i))
        elif kind == "num" and d.reading.word(i - 1) in d.words.within:
            after = i + 1 + (d.reading.word(i + 1) in d.words.kinds_of_day)
            if d.reading.word(after) in d.words.lengths:
                out.append((i - 1, after))
    return out


def _date(d: Doubts, task: Task) -> list[tuple[int, int]]:
    """A time in a sentence in which someone promises something; "the bus is due at 7:40" is no promise."""
    tokens = d.reading.tokens
    promised = {tokens[a].sentence: a for a, _ in reversed(_promises(d, task))}
    for match in _said(d, d.words.hears):
        promised.setdefault(tokens[match.first].sentence, match.first)
    return [r for r in _when(d) if tokens[r[0]].sentence in promised and not _conditional(d, r[0])]


def _conditional(d: Doubts, at: int) -> bool:
    """Whether a time belongs to an "if": "if it is not there by 7:45, call"."""
    tokens = d.reading.tokens
    for i in range(at - 1, max(at - 10, -1), -1):
        if tokens[i].sentence != tokens[at].sentence or tokens[i + 1].breaks:
            return False
        if tokens[i].word in d.words.conditions:
            return True
    return False


def _contact(d: Doubts, task: Task) -> list[tuple[int, int]]:
    out = [r for m in _said(d, d.words.contacts) for r in m.ranges]
    tokens = d.reading.tokens
    for i, token in enumerate(tokens):
        kind, text = token.main[0].partition(":")[0], token.word
        extension = text.startswith(("ext", "x")) and text[-1:].isdigit()
        code = kind == "num" and text.isdigit() and len(text) in (4, 5, 6) and _reached(d, i)
        if kind == "phone" or extension or code or "@" in text:
            out.append((i, i))
    return out
