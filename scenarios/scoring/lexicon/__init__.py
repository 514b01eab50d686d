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

    def words(name: str) -> frozenset[str]:
        return frozenset(data[name].split())

    def phrases(name: str) -> tuple[str, ...]:
        return tuple(data[name])

    return Lexicon(
        language=path.stem,
        synonyms=data["synonyms"],
        function_words=words("function_words"),
        negators=words("negators"),
        negation_idioms=phrases("negation_idioms"),
        negation_after=phrases("negation_after"),
        clause_words=words("clause_words"),
        subjects=words("subjects"),
        hedges=phrases("hedges"),
        hedges_before_value=words("hedges_before_value"),
        question_starts=words("question_starts"),
        speech_words=words("speech_words"),
        reported=phrases("reported"),
        action_verbs=words("action_verbs"),
        commitments=phrases("commitments"),
        owners=phrases("owners"),
        roles=words("roles"),
        contacts=phrases("contacts"),
        when=phrases("when"),
        cues=cues,
    )
