"""Sentences that must not be said. The caller's own words, quoted, are referred and never punished."""

from .forms import find_any
from .negation import Doubts, negators
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
    for match in find_any(d.reading, rule.phrases, gap=0, mend=False)[:SHOWN]:
        first, last = match.first, match.last
        referred = negators(d, first) % 2 == 1 or is_callers(d, first, last)
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
    for match in find_any_in(d, floor, first):
        if match < first:
            return True
    if not reading.is_quoted(first, last) or _quoted_share(d) > QUOTED_SHARE_MOST:
        return False
    start, end = next(q for q in reading.quoted if q[0] <= reading.tokens[first].start and reading.tokens[last].end <= q[1])
    opens = next(i for i in range(first, -1, -1) if i == 0 or reading.tokens[i - 1].start < start)
    closes = next(i for i in range(last, len(reading.tokens)) if i + 1 == len(reading.tokens) or reading.tokens[i + 1].start >= end)
    around = [*range(max(opens - SPEECH_BEFORE, 0), opens), *range(closes + 1, min(closes + 1 + SPEECH_AFTER, len(reading.tokens)))]
    return any(reading.tokens[i].word in d.words.speech_words for i in around)


def find_any_in(d: Doubts, floor: int, until: int) -> list[int]:
    """Where, among tokens [floor, until), a phrase of reported speech begins."""
    word = d.reading.word
    phrases = [p.split() for p in d.words.reported]
    return [
        i
        for i in range(floor, until)
        if any(i + len(p) <= until and all(word(i + n) == w for n, w in enumerate(p)) for p in phrases)
    ]


def _quoted_share(d: Doubts) -> int:
    """Percent of the reply, in characters from its first to its last word, that stands in quotation marks."""
    tokens = d.reading.tokens
    total = tokens[-1].end - tokens[0].start
    return 100 * sum(b - a for a, b in d.reading.quoted) // max(total, 1)
