"""Signs of courtesy and empathy, and what gets in their way. Each kind counts at most twice."""

from .doubts import Doubts
from .forms import Match, find_any
from .negation import negators
from .results import Cue
from .task import Task
from .words import stem

MOST = 2
BUT_WITHIN = 14
_SPECIFIC = ("apology", "feeling", "stake")
_WARM = ("apology", "stock", "feeling", "stake")

Found = tuple[str, str, bool, Match]


def find_cues(d: Doubts, task: Task) -> tuple[Cue, ...]:
    """The cues in the order of the reply."""
    found = [*_from_lists(d), *_of_persona(d, task)]
    stock = [m for key, _, _, m in found if key == "stock"]
    vetoes = find_any(d.reading, d.words.vetoes, gap=0, mend=False)
    found = [f for f in found if not (f[1] == "E" and f[2] and _unfelt(d, f[3], vetoes))]
    # "Sorry for the wait" fits any caller: nothing inside it counts as this person's own.
    found = [f for f in found if f[0] not in _SPECIFIC or not _inside(f[3], stock)]
    found += _but_after(d, [m for key, _, _, m in found if key in _WARM])
    kept: list[Found] = []
    for key in dict.fromkeys(f[0] for f in found):
        kept += sorted((f for f in found if f[0] == key), key=lambda f: f[3].first)[:MOST]
    cues = [Cue(key, letter, positive, d.reading.span(m.first, m.last)) for key, letter, positive, m in kept]
    return tuple(sorted(cues, key=lambda c: (c.span.start, c.span.end, c.key)))


def _inside(match: Match, others: list[Match]) -> bool:
    return any(o.first <= match.last and match.first <= o.last for o in others)


def _unfelt(d: Doubts, match: Match, vetoes: list[Match]) -> bool:
    """Whether the sentence was turned against the feeling before it was named: "I do not see why this is hard"."""
    tokens = d.reading.tokens
    for veto in vetoes:
        if veto.last < match.first and tokens[veto.last].sentence == tokens[match.first].sentence:
            between = {tokens[i].word for i in range(veto.last + 1, match.first)}
            if not between & d.words.but_words:
                return True
    return False


def _meant(d: Doubts, match: Match) -> bool:
    """Not denied before ("I do not understand") nor after ("you may not")."""
    return negators(d, match.first) % 2 == 0 and d.reading.word(match.last + 1) not in d.words.negators


def _from_lists(d: Doubts) -> list[Found]:
    out: list[Found] = []
    for words in d.words.cues:
        exceptions = find_any(d.reading, words.exceptions, gap=0, mend=False)
        inside = {i for m in exceptions for i in range(m.first, m.last + 1)}
        for match in find_any(d.reading, words.phrases, gap=words.gap, mend=False):
            if match.first in inside or not _meant(d, match):
                continue
            if words.key == "minimizing" and _counts(d, match):
                continue
            if words.key == "blame" and _befell(d, match):
                continue
            out.append((words.key, words.letter, words.positive, match))
    return out


def _befell(d: Doubts, match: Match) -> bool:
    """ "You did not sleep" befell somebody; "you did not read the letter" is held against them, also after "I am sorry
    that". What is neither is blame unless it is regretted: "I am sorry that you did not know"."""
    tokens, words = d.reading.tokens, d.words
    if d.reading.said(match.first, match.last) not in words.left_undone:
        return False
    after = match.last + 1
    while d.reading.word(after) in words.fillers:
        after += 1
    verb = d.reading.word(after)
    keys = {verb, stem(verb, words.language)}
    if keys & words.befell:
        return True
    before = tokens[d.reading.sentences[tokens[match.first].sentence].first : match.first]
    return bool(verb) and not keys & words.duties and any(t.word in words.regrets for t in before)


def _counts(d: Doubts, match: Match) -> bool:
    """ "At least 30 minutes" is a count and plays nothing down."""
    after = match.last + 1
    return d.reading.word(match.last) == "least" and after < len(d.reading.tokens) and d.reading.tokens[after].is_value


def _of_persona(d: Doubts, task: Task) -> list[Found]:
    names = [n for n in (task.address_as, task.name, task.name.split(" ")[0]) if n]
    out: list[Found] = [("name", "T", True, m) for m in find_any(d.reading, names, gap=0)]
    stakes = find_any(d.reading, task.stakes, gap=2)
    return out + [("stake", "E", True, m) for m in stakes if _meant(d, m)]


def _but_after(d: Doubts, warm: list[Match]) -> list[Found]:
    """A "but" later in the sentence of a kind word, or at the head of the next one, takes it back."""
    tokens, out = d.reading.tokens, []
    for match in warm:
        sentence = tokens[match.last].sentence
        for i in range(match.last + 1, min(match.last + 1 + BUT_WITHIN, len(tokens))):
            heads_next = tokens[i].sentence == sentence + 1 and tokens[i].sentence != tokens[i - 1].sentence
            if tokens[i].sentence != sentence and not heads_next:
                break
            if tokens[i].word in d.words.but_words:
                out.append(i)
                break
    return [("but", "E", False, Match(((i, i),))) for i in sorted(set(out))]
