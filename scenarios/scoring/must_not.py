"""Sentences that must not be said. The caller's own words, quoted, are referred and never punished.

A phrase that its author wrote in capitals is only met in capitals: shouting is what must not be done.
"""

from .doubts import Doubts
from .forms import find_any
from .negation import negators
from .results import MustNotFinding
from .task import MustNot, Task

SPEECH_BEFORE, SPEECH_AFTER, REPORT_WITHIN = 6, 4, 8
SHOWN = 3
# Who puts the whole reply between quotation marks quotes no one.
QUOTED_SHARE_MOST = 60


def find_must_not(d: Doubts, task: Task) -> tuple[MustNotFinding, ...]:
    """The findings in the order of the reply, at most three for each rule."""
    found = [f for rule in task.must_not for f in _of_rule(d, rule)]
    return tuple(sorted(found, key=lambda f: (f.span.start, f.key)))


def _of_rule(d: Doubts, rule: MustNot) -> list[MustNotFinding]:
    out = []
    spoken = [p for p in rule.phrases if not p.isupper()]
    shouted = find_any(d.reading, [p for p in rule.phrases if p.isupper()], gap=0, mend=False)
    plain = find_any(d.reading, spoken, gap=0, mend=False, skip=d.words.fillers)
    plain += [m for m in shouted if m not in plain and d.reading.span(m.first, m.last).text.isupper()]
    slipped = [m for m in find_any(d.reading, spoken, gap=0, skip=d.words.fillers) if m not in plain]
    for match in sorted([*plain, *slipped], key=lambda m: m.first)[:SHOWN]:
        first, last = match.first, match.last
        # "Any minuet" may be a slip or another word: a person sees which.
        referred = match in slipped or negators(d, first) % 2 == 1 or is_callers(d, first, last)
        sentence = d.reading.sentences[d.reading.tokens[first].sentence]
        out.append(
            MustNotFinding(
                key=rule.key,
                status="refer" if referred else "breach",
                span=d.reading.span(first, last),
                sentence=d.reading.chars(sentence.start, max(sentence.end, d.reading.tokens[last].end)),
                why=rule.why,
                instead=rule.instead,
                cap=rule.cap,
            )
        )
    return out


def is_callers(d: Doubts, first: int, last: int) -> bool:
    """Whether tokens first..last repeat what someone else said: quoted beside "said", or reported."""
    reading = d.reading
    sentence = reading.sentences[reading.tokens[first].sentence]
    floor = max(sentence.first, first - REPORT_WITHIN)
    if _reports(d, floor, first):
        return True
    if not reading.is_quoted(first, last) or _quoted_share(d) > QUOTED_SHARE_MOST:
        return False
    tokens = reading.tokens
    start, end = next(q for q in reading.quoted if q[0] <= tokens[first].start and tokens[last].end <= q[1])
    opens, closes = first, last
    while opens and tokens[opens - 1].start >= start:
        opens -= 1
    while closes + 1 < len(tokens) and tokens[closes + 1].start < end:
        closes += 1
    around = [*range(opens - SPEECH_BEFORE, opens), *range(closes + 1, closes + 1 + SPEECH_AFTER)]
    return any(reading.word(i) in d.words.speech_words for i in around)


def _reports(d: Doubts, floor: int, until: int) -> bool:
    """Whether a phrase such as "you were told" stands among tokens [floor, until)."""
    said = " ".join(["", *(d.reading.word(i) for i in range(floor, until)), ""])
    return any(f" {phrase} " in said for phrase in d.words.reported)


def _quoted_share(d: Doubts) -> int:
    """Percent of the reply, in characters from its first to its last word, that stands in quotation marks."""
    tokens = d.reading.tokens
    total = tokens[-1].end - tokens[0].start
    return 100 * sum(b - a for a, b in d.reading.quoted) // max(total, 1)
