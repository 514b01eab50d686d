"""Reads any string a person may type: normal form, raw pieces, sentence ends.

Everything later works on the normal form and reports offsets into the original, so the
learner's own words are marked and never a cleaned copy of them.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# A base letter with more marks than this is no word in any language; the cap keeps the
# Unicode reordering of marks from becoming quadratic.
LONGEST_CLUSTER = 16

_PUNCTUATION = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": " - ", "\u2015": " - ", "\u2212": "-",
}  # fmt: skip
# A NUL ends a sentence, so that no span that is stored can hold one (databases refuse it).
_ASCII = dict.fromkeys(range(32), " ") | {0: "\n", 9: " ", 10: "\n", 13: "\n", 127: " ", ord("`"): "'"}


def listed(words: str) -> tuple[str, ...]:
    """A list of words written as one line."""
    return tuple(words.split())


@dataclass(frozen=True, slots=True)
class Normal:
    """The normal form and, for each of its characters, where it came from in the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the non-empty stretch [start, end) of the normal form."""
        return self.starts[start], self.ends[end - 1]


def _plain(cluster: str) -> str:
    first = cluster[0]
    if first in _PUNCTUATION:
        return _PUNCTUATION[first]
    category = unicodedata.category(first)
    if category in ("Cs", "Zl", "Zp") or first in "\0\n\r":
        return "\n"
    if category == "Cc":
        return " "
    if category == "Cf":
        return ""
    out = unicodedata.normalize("NFKC", cluster)
    return "".join(_PUNCTUATION.get(c, " " if c.isspace() else c) for c in out)


def normalize(original: str) -> Normal:
    """NFKC with plain quotes and dashes; control characters become spaces, invisible ones go."""
    if original.isascii():
        return Normal(original.translate(_ASCII), range(len(original)), range(1, len(original) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at, size = 0, len(original)
    while at < size:
        end = at + 1
        while end < size and end - at < LONGEST_CLUSTER and unicodedata.combining(original[end]):
            end += 1
        plain = _plain(original[at:end])
        pieces.append(plain)
        starts.extend([at] * len(plain))
        ends.extend([end] * len(plain))
        at = end
    return Normal("".join(pieces), starts, ends)


@dataclass(frozen=True, slots=True)
class Raw:
    """A stretch of the normal form: kind is the name of the pattern that took it."""

    kind: str
    text: str
    start: int
    end: int


_SCAN = re.compile(
    r"""
    (?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})
    |(?P<phone>(?:\+?1[ .-])?(?:\([0-9]{3}\)[ ]?|[0-9]{3}[ .-])?[0-9]{3}[ .-][0-9]{4}(?![0-9])
        |\([0-9]{3}\)[ ]?[0-9]{4}(?![0-9]))
    |(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))
    |(?P<clock>[0-9]{1,2}[:.][0-5][0-9](?![0-9])(?:[ ]?(?:[ap]\.[ ]?m\.?|[ap]m\b))?)
    |(?P<hour>[0-9]{1,2}[ ]?(?:[ap]\.[ ]?m\.?|[ap]m\b))
    |(?P<money>\$[ ]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]{1,2})?(?:[ ]?(?:million|thousand|billion|[mk])\b)?)
    |(?P<slash>[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?(?![0-9/]))
    |(?P<ordinal>[0-9]{1,3}(?:st|nd|rd|th)\b)
    |(?P<extension>(?:extension|ext\.?|x)[ ]?[0-9]{2,6}\b)
    |(?P<code>[a-z]{1,3}-[0-9]{1,4}\b)
    |(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)
    |(?P<word>[^\W_]+(?:'[^\W\d_]+)*)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def scan(text: str) -> list[Raw]:
    """The pieces of a normal form, left to right, without blanks and punctuation."""
    return [Raw(m.lastgroup or "word", m.group(), m.start(), m.end()) for m in _SCAN.finditer(text)]


_SENTENCE_END = re.compile(r"[.!?\u2026][\"')\]]*(?:\s|$)|\n")
_CLAUSE_END = re.compile(r"[,;:()\"]|\s-+\s|/")
_ABBREVIATION = frozenset(listed("mr mrs ms mx dr st jr sr prof ext no vs etc approx dept"))


def ends_sentence(before: Raw, gap: str, after: str) -> bool:
    """Whether a sentence ends in the gap between two pieces; `after` is the next character."""
    if "\n" in gap:
        return True
    if before.text.endswith("."):  # "7:40 a.m." keeps its own period
        return after.isupper()
    if gap.startswith(".") and before.text.lower() in _ABBREVIATION:
        return False
    return _SENTENCE_END.search(gap) is not None


def ends_clause(gap: str) -> bool:
    """Whether punctuation in the gap parts two clauses."""
    return _CLAUSE_END.search(gap) is not None
