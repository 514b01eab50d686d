"""What a released text may take from the district, named in one word: "standard:7", "word:families"."""

from typing import NewType

from goals.models import Standard, Word

Source = NewType("Source", str)


def source_of(subject: Standard | Word) -> Source:
    return of_standard(subject.pk) if isinstance(subject, Standard) else of_word(subject.key)


def of_standard(pk: int) -> Source:
    return Source(f"standard:{pk}")


def of_word(key: str) -> Source:
    return Source(f"word:{key}")


def subject_of(source: str) -> Standard | Word | None:
    """The row itself; None when it was deleted or goes by another name now."""
    kind, _colon, name = source.partition(":")
    return Standard.objects.filter(pk=name).first() if kind == "standard" else Word.objects.filter(key=name).first()
