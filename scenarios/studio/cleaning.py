"""What is left of a real message once the ticked marks and the author's own words are out. Plain Python."""

from collections.abc import Collection, Iterable

from scenarios.private_words import NAME, Mark, also, find_private, remove


def left_of(text: str, ticked: Collection[int], words: Iterable[str] = ()) -> tuple[str, int]:
    """(what is left, how many places were taken out). `ticked`: numbers of the marks of `find_private`, in its order.

    A ticked name goes wherever else it stands, in small letters too; a mark that somebody unticked stays.
    """
    marks = find_private(text)
    out = [mark for number, mark in enumerate(marks) if number in ticked]
    stays = [mark for number, mark in enumerate(marks) if number not in ticked]
    names = [mark.said for mark in out if mark.kind == NAME]
    more = [each for each in also(text, names) if not _touches(each, stays)]
    whole = _joined(text, [*out, *more, *also(text, words)])
    return remove(text, whole), len(whole)


def _touches(mark: Mark, others: Iterable[Mark]) -> bool:
    return any(mark.start < other.end and other.start < mark.end for other in others)


def _joined(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """Marks that touch become one, so that a word added inside an address takes nothing of the address back."""
    made: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        if made and mark.start < made[-1].end:
            last = made[-1]
            end = max(last.end, mark.end)
            made[-1] = Mark(last.start, end, last.kind, text[last.start : end])
        else:
            made.append(mark)
    return made
