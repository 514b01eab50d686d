"""How hard it is to read, and words in braces that the district does not have."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from .findings import Finding, Path, found
from .rows import Row, rows, text
from .words import TOKEN, grade, words_of

HARDEST, JUDGED_ALONE = 8, 25
Told = tuple[Path, str]


def check_grade(d: Row) -> Iterator[Finding]:
    """What learners read is judged; what people of the conversation say is theirs, and only a note."""
    told, said = list(_told(d)), list(_said(d))
    yield from _too_hard(told, "warning")
    yield from _too_hard(said, "note")


def _too_hard(texts: list[Told], severity: str) -> Iterator[Finding]:
    short: list[Told] = []
    for path, words in texts:
        if len(words_of(words)) < JUDGED_ALONE:
            short.append((path, words))
        elif (hard := grade(words)) > HARDEST:
            yield found("reading-grade", path, f"This reads at grade {hard}.", severity=severity)
    together = "\n\n".join(words for _path, words in short)
    if len(words_of(together)) >= JUDGED_ALONE and (hard := grade(together)) > HARDEST:
        hardest = max(short, key=lambda each: grade(each[1]))
        told = f"The short texts together read at grade {hard}. The hardest is this one: “{hardest[1]}”"
        yield found("reading-grade", hardest[0], told, severity=severity)


def _told(d: Row) -> Iterator[Told]:
    """Path and words of all that learners read, without what people say."""
    for name in ("title", "summary", "situation", "debrief"):
        yield (name,), text(d, name)
    for n, fact in rows(d, "facts"):
        yield ("facts", n, "text"), text(fact, "text")
    for name in ("why", "instead"):
        for n, row in rows(d, "must_not"):
            yield ("must_not", n, name), text(row, name)
    for name in ("text", "remedy"):
        for n, row in rows(d, "gates"):
            yield ("gates", n, name), text(row, name)
    for n, ending in rows(d, "endings"):
        for name in ("title", "scene", "text"):
            yield ("endings", n, name), text(ending, name)
    for n, step in rows(d, "steps"):
        for name in ("scene", "prompt"):
            yield ("steps", n, name), text(step, name)
        for listed in ("options", "items", "targets", "asks"):
            for m, row in rows(step, listed):
                for name in ("text", "note"):
                    yield ("steps", n, listed, m, name), text(row, name)
    for n, medium in rows(d, "media"):
        for name in ("alt", "caption"):
            yield ("media", n, name), text(medium, name)


def _said(d: Row) -> Iterator[Told]:
    """Path and words of all that people of the conversation say or write."""
    yield ("opening",), text(d, "opening")
    for n, row in rows(d, "others"):
        yield ("others", n, "opening"), text(row, "opening")
    for name in ("steps", "endings"):
        for n, row in rows(d, name):
            if isinstance(row.get("says"), str):
                yield (name, n, "says"), text(row, "says")
            for m, line in rows(row, "says"):
                yield (name, n, "says", m), text(line, "text")
            for m, ask in rows(row, "asks"):
                yield (name, n, "asks", m, "answer"), text(ask, "answer")


def check_words(d: Row, words: Collection[str]) -> Iterator[Finding]:
    """Words in braces that are not the district's."""
    for path, said in _all_texts(d, ()):
        for key in dict.fromkeys(TOKEN.findall(said)):
            if key[:1].lower() + key[1:] not in words:  # a capital at the start of a sentence is the same word
                yield found("unknown-word", path, f"“{{{key}}}” is not one of our words.")


def _all_texts(value: Any, path: Path) -> Iterator[Told]:
    if isinstance(value, str):
        if "{" in value:
            yield path, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _all_texts(each, (*path, key))
    elif isinstance(value, (list, tuple)):
        for n, each in enumerate(value):
            yield from _all_texts(each, (*path, n))


def check_media(d: Row) -> Iterator[Finding]:
    """Pictures without words for those who cannot see them, recordings without a transcript."""
    for n, medium in rows(d, "media"):
        kind = text(medium, "kind")
        what = f"“{text(medium, 'key') or n + 1}”"
        if kind not in ("image", "audio", "video"):
            said = f"{what} must be one of image, audio, video."
            yield found("unknown-kind", ("media", n, "kind"), said)
        if kind in ("audio", "video") and not text(medium, "url"):
            yield found("missing-text", ("media", n, "url"), f"The recording {what} has no address.")
        if kind == "image" and not (text(medium, "media") or text(medium, "file")):
            yield found("missing-text", ("media", n, "file"), f"The picture {what} has no file.")
        if kind == "image" and not text(medium, "alt"):
            said = f"The picture {what} has no text for people who cannot see it."
            yield found("missing-alt", ("media", n, "alt"), said)
        if kind in ("audio", "video") and not text(medium, "transcript"):
            said = f"The recording {what} has no transcript."
            yield found("missing-transcript", ("media", n, "transcript"), said)
