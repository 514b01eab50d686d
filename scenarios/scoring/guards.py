"""Replies that cannot be looked at yet. A guard sends the reply back with a reason and gives no level."""

from collections import Counter
from functools import lru_cache

from .evidence import Evidence
from .lexicon import lexicon
from .reading import Reading, read_author
from .results import Guard
from .task import MIN_WORDS, Task

GRAM = 5
GRAMS_LEAST = 4  # fewer shared runs of five words are chance
COPY_SHARE = {"opening": 50, "sample": 50, "prompt": 60, "sheet": 70}  # percent of the reply's runs
STRANGE_SHARE, GRAMMAR_SHARE_LEAST, REPEAT_SHARE = 40, 12, 45
LIST_FROM, LIST_GRAMMAR_MOST = 16, 20  # tokens, and percent of them that are grammar
PIECES_FROM, SHORT_PIECE, SHORT_SHARE = 8, 4, 80  # pieces between commas, in one long sentence
HIDDEN_FROM, HIDDEN_SHARE = 3, 10
READ_FROM = 3  # words; fewer say nothing that could be looked at
SHORT_FROM = MIN_WORDS // 2  # words; fewer are read when they give a fact, do something, or speak to the person
TOPIC_FROM, JUDGED_FROM = 15, 6  # words, and words that carry meaning; of fewer no one can tell what they are about
LOOKED_AT = 12_000  # characters; a reply may be at most 500 words, so nothing that counts lies beyond

EMPTY = "There are no words here yet. Write what you would say, then try again."
SHORT = "This is very short. Write at least {least} words: say what you know and what happens next."
LONG = "This is longer than {most} words. Keep what {person} needs now, and take out the rest."
GIBBERISH = "This could not be read as sentences. Write it again in plain English, as you would say it."
REPEATED = "The same words come back many times. Say each thing once, and try again."
LISTED = "This reads as a list of words. Write it in sentences, as you would say it to {person}."
HIDDEN = "Some words here are spelled with figures or signs. Write them in letters, and try again."
COPIES = {
    "opening": "Much of this is in the words of {person}. Answer in your own words.",
    "prompt": "Much of this is copied from the task. Write what you would say to {person}.",
    "sheet": "Much of this is copied from the fact sheet. Say the facts in your own words, to {person}.",
    "sample": "Much of this is the same as a sample reply. Write it in your own words.",
}
OFF_TOPIC = (
    "This does not seem to be about what {person} said or asked. Read those words once more and answer them, in your "
    "own words or with something from the fact sheet. Nothing you wrote is lost."
)


def find_guards(reading: Reading, task: Task, evidence: Evidence, words: int) -> tuple[Guard, ...]:
    """The guards that hold, most basic first; an unreadable reply gets one alone."""
    if not reading.tokens:
        return (Guard("empty", EMPTY),)
    if words > task.max_words:
        return (Guard("too_long", LONG.format(most=task.max_words, person=task.person)),)
    if unreadable := _unreadable(reading, task):
        return (unreadable,)
    out = []
    if words < min(task.min_words, READ_FROM) or (words < SHORT_FROM and not _says_something(evidence)):
        out.append(Guard("too_short", SHORT.format(least=task.min_words)))
    if copied := _copied(reading, task):
        out.append(Guard("copy", COPIES[copied].format(person=task.person)))
    elif not out and _off_topic(reading, task, evidence):
        out.append(Guard("off_topic", OFF_TOPIC.format(person=task.person)))
    return tuple(out)


def _says_something(evidence: Evidence) -> bool:
    """A short reply is still a reply when it gives a fact, does something, or speaks to the person."""
    given = any(f.status not in ("missing", "person") for f in evidence.facts)
    return bool(given or evidence.must_not or evidence.cues) or any(p.status == "found" for p in evidence.parts)


def _unreadable(reading: Reading, task: Task) -> Guard | None:
    tokens = reading.tokens
    known = lexicon(task.language).function_words
    scenario = _vocabulary(_sources(task), task.language)
    if len(tokens) >= 12 and 100 * len({t.keys[0] for t in tokens}) < REPEAT_SHARE * min(len(tokens), 60):
        return Guard("gibberish", REPEATED)
    words = [t for t in tokens if not t.is_value]
    strange = sum(_strange(t.word) for t in words)
    grammar = sum(t.word in known or t.keys[0] in scenario for t in tokens) + (len(tokens) - len(words))
    if len(tokens) >= 4 and 100 * strange > STRANGE_SHARE * len(tokens):
        return Guard("gibberish", GIBBERISH)
    if reading.disguised >= HIDDEN_FROM and 100 * reading.disguised >= HIDDEN_SHARE * len(tokens):
        return Guard("disguised", HIDDEN)
    if "courteous" in task.criteria and _is_list(reading, known - lexicon(task.language).courtesy_words):
        return Guard("list", LISTED.format(person=task.person))
    if len(tokens) >= 8 and 100 * grammar < GRAMMAR_SHARE_LEAST * len(tokens):
        return Guard("gibberish", GIBBERISH)
    return None


def _is_list(reading: Reading, grammar: frozenset[str]) -> bool:
    """Words in a row with hardly any grammar between them. A note for the record may be one, a reply may not."""
    tokens = reading.tokens
    used = sum(t.word in grammar for t in tokens)
    pieces = _piece_sizes(reading)
    if len(pieces) >= PIECES_FROM and 100 * sum(size <= SHORT_PIECE for size in pieces) >= SHORT_SHARE * len(pieces):
        return True
    return len(tokens) >= LIST_FROM and 100 * used < LIST_GRAMMAR_MOST * len(tokens)


def _piece_sizes(reading: Reading) -> list[int]:
    """How many words stand between two commas, where the whole is one sentence; else nothing."""
    if len(reading.sentences) != 1:
        return []
    starts = [i for i, token in enumerate(reading.tokens) if token.breaks]
    return [b - a for a, b in zip(starts, [*starts[1:], len(reading.tokens)], strict=True)]


def _strange(word: str) -> bool:
    """Not the shape of an English word: no vowel, five consonants or three same letters in a row, very long."""
    letters = word.replace("'", "")
    if not letters.isascii():
        return not any("a" <= c <= "z" for c in letters)
    if len(letters) <= 3 or not letters.isalpha():
        return False
    if len(letters) > 24:
        return True
    run = same = 0
    for before, c in zip(" " + letters, letters, strict=False):
        run = 0 if c in "aeiouy" else run + 1
        same = same + 1 if c == before else 1
        if run >= 6 or same >= 3:
            return True
    return not any(c in "aeiouy" for c in letters)


def _sources(task: Task) -> tuple[str, ...]:
    facts = "\n".join(f.text for f in task.facts)
    forms = "\n".join(form for f in task.facts for form in f.accepted)
    asks = "\n".join(a.text for a in task.asks)
    return (task.opening, task.said, task.situation, task.prompt, facts, forms, asks)


@lru_cache(maxsize=256)
def _vocabulary(sources: tuple[str, ...], language: str) -> frozenset[str]:
    """The words of a scenario that carry meaning."""
    plain = lexicon(language).function_words
    return frozenset(t.keys[0] for s in sources for t in read_author(s, language).tokens if t.word not in plain)


def _grams(reading: Reading) -> list[tuple[str, ...]]:
    keys = [t.keys[0] for t in reading.tokens]
    return [tuple(keys[i : i + GRAM]) for i in range(len(keys) - GRAM + 1)]


@lru_cache(maxsize=1024)
def _grams_of(source: str, language: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_grams(read_author(source, language)))


def _copied(reading: Reading, task: Task) -> str:
    """Which text of the scenario the reply copies, or an empty string."""
    sheet = "\n".join(f.text for f in task.facts)
    prompt = "\n".join((task.prompt, task.situation))
    grams = Counter(_grams(reading))
    total = sum(grams.values())
    sources = [("opening", task.opening), ("prompt", prompt), ("sheet", sheet)]
    sources += [("sample", text) for _, text in task.samples]
    for name, source in sources:
        shared = sum(n for gram, n in grams.items() if gram in _grams_of(source, task.language))
        if shared >= GRAMS_LEAST and 100 * shared >= COPY_SHARE[name] * total:
            return name
    return ""


def _off_topic(reading: Reading, task: Task, evidence: Evidence) -> bool:
    """Nothing found that belongs to this scenario, and hardly a word of it."""
    belongs = any(f.status not in ("missing", "person") for f in evidence.facts) or evidence.must_not
    if belongs or any(g.spans for g in evidence.gates) or evidence.has("stake"):
        return False
    plain, scenario = lexicon(task.language).function_words, _vocabulary(_sources(task), task.language)
    content = [t.keys[0] for t in reading.tokens if t.word not in plain]
    if len(content) < JUDGED_FROM or len(reading.tokens) < TOPIC_FROM:
        return False
    shared = {key for key in content if key in scenario}
    return len(shared) < 2 or 100 * len(shared) < 6 * len(content)
