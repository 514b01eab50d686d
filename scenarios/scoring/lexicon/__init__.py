"""The words the scorer knows, as data, one file a language.

A district's trainers can read and question these lists; no rule hides in code.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
DEFAULT = "en"


@dataclass(frozen=True)
class CueWords:
    """One kind of cue: its phrases, and longer phrases inside which it does not count."""

    key: str
    letter: str
    positive: bool
    gap: int
    phrases: tuple[str, ...]
    exceptions: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """One language's word lists."""

    language: str
    synonyms: dict[str, str]
    function_words: frozenset[str]
    negators: frozenset[str]
    negation_idioms: tuple[str, ...]
    negation_after: tuple[str, ...]
    clause_words: frozenset[str]
    subjects: frozenset[str]
    hedges: tuple[str, ...]
    hedges_before_value: frozenset[str]
    question_starts: frozenset[str]
    speech_words: frozenset[str]
    reported: tuple[str, ...]
    action_verbs: frozenset[str]
    commitments: tuple[str, ...]
    owners: tuple[str, ...]
    roles: frozenset[str]
    contacts: tuple[str, ...]
    when: tuple[str, ...]
    cues: tuple[CueWords, ...]


def languages() -> list[str]:
    """The languages there are word lists for."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@lru_cache(maxsize=8)
def lexicon(language: str = DEFAULT) -> Lexicon:
    """The word lists of a language, or English where there are none."""
    path = FOLDER / f"{language if language in languages() else DEFAULT}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    cues = tuple(
        CueWords(key, c["letter"], c["positive"], c.get("gap", 0), tuple(c["phrases"]), tuple(c.get("except", ())))
        for key, c in data["cues"].items()
    )
    sets = ("function_words", "negators", "clause_words", "subjects", "hedges_before_value", "question_starts",
            "speech_words", "action_verbs", "roles")  # fmt: skip
    lists = ("negation_idioms", "negation_after", "hedges", "reported", "commitments", "owners", "contacts", "when")
    return Lexicon(
        language=path.stem,
        synonyms=data["synonyms"],
        cues=cues,
        **{name: frozenset(data[name].split()) for name in sets},
        **{name: tuple(data[name]) for name in lists},
    )
