"""The same reply, as other hands would have typed it: slips of the finger, no articles, another dialect.

Deterministic: the seed is the text itself. Numbers and names keep their form, since a slip there is another fact.
"""

import random
import re
from collections.abc import Callable

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {c: row[max(i - 1, 0) : i] + row[i + 1 : i + 2] for row in KEYS for i, c in enumerate(row)}
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)?")
_ARTICLE = re.compile(r"\b(?:the|a|an)\s+", re.IGNORECASE)
# Features that Kolln, Wolfram and others list for American dialects; each keeps the meaning.
_DIALECT = (
    (r"\b(I|you|we|they) (?:do not|don['\u2019]t) have any\b", r"\1 ain't got no"),
    (r"\b(?:is not|isn['\u2019]t|are not|aren['\u2019]t|am not)\b", "ain't"),
    (r"\b(he|she|it) (?:does not|doesn['\u2019]t)\b", r"\1 don't"),
    (r"\bgoing to (?=[a-z])", "gonna "),
    (r"\bwant to\b", "wanna"),
    (r"\bhave to\b", "gotta"),
    (r"\b(we|you|they) were\b", r"\1 was"),
    (r"\byou all\b|\ball of you\b", "y'all"),
    (r"\bbecause\b", "cause"),
    (r"\b(about|around) (?=[a-z])", r"'bout "),
    (r"\b(call|wait|look|talk|ask|tell|help|check|hold)ing\b", r"\1in'"),
    (r"\b(he|she|it) (come|get|ride|stay|call|say)s\b", r"\1 \2"),
    (r"\bthose (?=[a-z]+s\b)", "them "),
)  # fmt: skip


def with_slips(text: str, percent: int = 4) -> str:
    """So many words of a hundred have one slip: two letters swapped, one lost, doubled, or the key beside."""
    rng = random.Random(text)  # noqa: S311 - a draw that repeats, no secret
    words = list(_WORD.finditer(text))
    count = max(round(len(words) * percent / 100), 1)
    may = [m for m in words if len(m[0]) >= 4 and m[0].isalpha() and not m[0][0].isupper()]
    chosen = {m.start() for m in rng.sample(may, min(count, len(may)))}
    return _WORD.sub(lambda m: _slip(m[0], rng) if m.start() in chosen else m[0], text)


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    near = _NEAR.get(word[at].lower(), "") or word[at]
    return word[:at] + rng.choice(near) + word[at + 1 :]


def without_articles(text: str) -> str:
    """As many people write whose first language has none."""
    return _ARTICLE.sub("", text)


def in_dialect(text: str) -> str:
    """Forms of spoken American dialects."""
    for pattern, instead in _DIALECT:
        text = re.sub(pattern, instead, text)
    return text


WORSE: dict[str, Callable[[str], str]] = {
    "4 % of words with a slip": with_slips,
    "dropped articles": without_articles,
    "dialect forms": in_dialect,
}
