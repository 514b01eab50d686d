"""Questions with things to put in order or to match: what a package must say of them, and the values they become."""

from collections.abc import Iterator, Mapping

from courses.packages.faults import Sheet


def check_lines(row: Mapping, sheet: Sheet) -> None:
    """`lines`: three or more of {text, why}, in the right order, none twice."""
    lines = sheet.typed(row, "lines", list, required=True, default=[])
    texts = [line.get("text") for _n, line in _groups(lines, ["text", "why"], sheet)]
    if "lines" in row and len(lines) < 3:
        sheet.fault("A question needs three lines or more to put in order.", row, "lines")
    _told_once(texts, lines, sheet)


def check_pairs(row: Mapping, sheet: Sheet) -> None:
    """`pairs`: two or more of {text, with, why}, none twice, not all of them with the same."""
    pairs = sheet.typed(row, "pairs", list, required=True, default=[])
    texts, targets = [], []
    for n, pair in _groups(pairs, ["text", "with", "why"], sheet):
        target = sheet.typed(pair, "with", str, required=True) or ""
        if len(target) > 120:
            sheet.fault(f"“with” has {len(target)} characters; 120 is the most.", pairs, n)
        texts.append(pair.get("text"))
        targets.append(target.strip())
    if "pairs" in row and len(pairs) < 2:
        sheet.fault("A question needs two pairs or more to match.", row, "pairs")
    elif len(set(targets)) == 1:
        sheet.fault("Everything goes with the same answer. Give it another one to choose from.", row, "pairs")
    if len({target.casefold() for target in targets}) < len(set(targets)):
        sheet.fault("Two answers differ only in their capitals. Write them alike.", row, "pairs")
    _told_once(texts, pairs, sheet)


def lines_value(lines) -> list[dict]:
    return [{"type": "line", "value": {"text": each["text"].strip(), "rationale": _why(each)}} for each in lines]


def pairs_value(pairs) -> list[dict]:
    return [
        {
            "type": "pair",
            "value": {"text": each["text"].strip(), "target": each["with"].strip(), "rationale": _why(each)},
        }
        for each in pairs
    ]


def _groups(rows, keys: list[str], sheet: Sheet) -> Iterator[tuple[int, Mapping]]:
    for n, row in enumerate(rows):
        if not isinstance(row, Mapping):
            sheet.fault(f"A line must be a group of keys: {', '.join(keys)}.", rows, n)
            continue
        sheet.known(row, keys)
        sheet.typed(row, "text", str, required=True)
        sheet.typed(row, "why", str)
        yield n, row


def _told_once(texts: list, rows, sheet: Sheet) -> None:
    known = [text.strip() for text in texts if isinstance(text, str)]
    if len(set(known)) < len(known):
        sheet.fault("Two lines are the same.", rows)


def _why(row: Mapping) -> str:
    return (row.get("why") or "").strip()
