"""Looks for the fact sheet in a reply. Only forms that the author wrote give a fact, never likeness."""

from dataclasses import dataclass

from .doubts import Doubts
from .forms import Match, find, find_any
from .lexicon import lexicon
from .negation import Stance, barred, negators, stance
from .reading import VALUE_KINDS, Reading, read_author
from .results import FactFinding, Span
from .sheets import sheet_of
from .task import Fact, Task

SHOWN = 2  # spans of one fact that are worth showing
HEARD = 20  # places of one form that are weighed; nobody says a thing more often


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A time, date, sum or number that no text of the scenario has; `fact` is the one it may get wrong."""

    span: Span
    fact: Fact | None


def find_facts(d: Doubts, task: Task) -> tuple[FactFinding, ...]:
    """One finding for each fact, in the order of the sheet."""
    rest = "\n".join(fact.text for fact in task.facts)
    return tuple(_finding(d, fact, task, rest) for fact in task.facts)


def _finding(d: Doubts, fact: Fact, task: Task, rest: str) -> FactFinding:
    if not fact.accepted:
        return FactFinding(fact.key, fact.number, fact.text, False, "person", False)
    sheet = sheet_of(fact.text, fact.accepted, task.situation, d.reading.language, task.opening, rest)
    heard = [(m, stance(d, m, sheet)) for form in fact.accepted for m in find(d.reading, form)[:HEARD]]
    said: list[tuple[Match, Stance]] = [(m, s) for m, s in heard if not s.elsewhere]
    meant = [(m, s) for m, s in said if not s.negated]
    covered = {i for m, _ in heard for a, b in m.ranges for i in range(a, b + 1)}
    wrong = [
        m
        for m in find_any(d.reading, fact.contradicts)
        if not (s := stance(d, m)).negated
        and not s.elsewhere
        and not barred(d, m)
        and not all(i in covered for i in range(m.first, m.last + 1))
    ]
    if wrong:
        return _made(d.reading, fact, "contradicted", False, wrong)
    if meant:
        plain = [m for m, s in meant if not s.hedged]
        return _made(d.reading, fact, "found", not plain, plain or [m for m, _ in meant])
    if said:
        return _made(d.reading, fact, "negated", False, [m for m, _ in said])
    return _made(d.reading, fact, "missing", False, [])


def _made(reading: Reading, fact: Fact, status: str, hedged: bool, matches: list[Match]) -> FactFinding:
    spans = {reading.span(a, b) for m in matches for a, b in m.ranges}
    shown = sorted(spans, key=lambda s: (s.start, s.end))[: SHOWN if status != "found" else SHOWN + 1]
    return FactFinding(fact.key, fact.number, fact.text, fact.required, status, hedged, tuple(shown))


def unlisted(d: Doubts, task: Task, findings: tuple[FactFinding, ...]) -> tuple[Unlisted, ...]:
    """Values said that stand nowhere in the scenario. Tied to a missing fact of the same kind whose
    words stand in the same sentence: "the bus comes at 7:55" where the sheet says 7:40."""
    known = _known(task)
    language = task.language
    open_facts = [f for f, found in zip(task.facts, findings, strict=True) if f.required and found.status == "missing"]
    out: list[Unlisted] = []
    for i, token in enumerate(d.reading.tokens):
        kind = token.main[0].partition(":")[0]
        if kind not in VALUE_KINDS or any(key in known for key in token.keys) or negators(d, i) % 2:
            continue
        sentence = d.reading.sentences[token.sentence]
        near = {t.keys[0] for t in d.reading.tokens[max(sentence.first, i - 30) : min(sentence.last, i + 30)]}
        tied = next((f for f in open_facts if kind in _kinds(f, language) and near & _topic(f, language)), None)
        out.append(Unlisted(d.reading.span(i, i), tied))
        if len(out) == 20:
            break
    return tuple(out)


def _known(task: Task) -> frozenset[str]:
    texts = [task.opening, task.situation, task.prompt, *(a.text for a in task.asks)]
    texts += [t for f in task.facts for t in (f.text, *f.accepted, *f.contradicts)]
    return frozenset(
        key for text in texts for t in read_author(text, task.language).tokens if t.is_value for key in t.keys
    )


def _kinds(fact: Fact, language: str) -> set[str]:
    return {t.main[0].partition(":")[0] for form in fact.accepted for t in read_author(form, language).tokens}


def _topic(fact: Fact, language: str) -> set[str]:
    plain = lexicon(language).function_words
    return {t.keys[0] for t in read_author(fact.text, language).tokens if not t.is_value and t.word not in plain}
