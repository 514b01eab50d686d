"""One value, one key: what a time, a date, a sum or a number is compared by.

A reply is matched on every key a value has; an author's form demands its main keys alone, so "$412" is
not met by a bare 412, and "7:40" is met at either half of the day.
"""

from dataclasses import dataclass

from .text import Raw

SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_SHORT_SCALES = {"k": 1000, "m": 1_000_000}
LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class Value:
    """A value at [start, end) of the normal form; `half` is "a", "p" or "" for an unknown half of the day."""

    keys: tuple[str, ...]
    main: tuple[str, ...]
    start: int
    end: int
    half: str = ""


def number_key(text: str) -> str:
    whole, _, rest = text.replace(",", "").partition(".")
    rest = rest.rstrip("0")[:LONGEST_NUMBER]
    whole = (whole.lstrip("0") or "0")[:40]
    return f"num:{whole}.{rest}" if rest else f"num:{whole}"


def time(hour: int, minute: int, half: str, start: int, end: int, *more: str) -> Value:
    if hour > 12 or hour == 0:
        half = half or ("p" if hour > 12 else "a")
    key = f"time:{hour % 12 or 12}:{minute:02}"
    keys = (key, *more, f"num:{hour % 12 or 12}") if minute == 0 else (key, *more)
    return Value(keys, (key,), start, end, half)


def value_of(raw: Raw) -> Value | None:
    """The value of one raw piece, or None for a word. A clock without a half of the day fits both."""
    kind, text, start, end = raw.kind, raw.text.lower(), raw.start, raw.end
    digits = "".join(c for c in text if c.isdigit())
    if kind == "phone":
        full = digits[1:] if len(digits) == 11 else digits
        return Value((f"phone:{full}", f"phone:{full[-7:]}"), (f"phone:{full}",), start, end)
    if kind == "iso":
        return date(int(text[5:7]), int(text[8:10]), start, end)
    if kind == "slash":
        month, day = (int(p) for p in text.split("/")[:2])
        return date(month, day, start, end) or Value((f"slash:{text}",), (f"slash:{text}",), start, end)
    if kind in ("clock", "hour"):
        half = "a" if "a" in text else "p" if "p" in text else ""
        hour, minute = (int(digits[:-2]), int(digits[-2:])) if kind == "clock" else (int(digits), 0)
        if hour > 24:
            return Value((number_key(text),), (number_key(text),), start, end)
        value = time(hour, minute, half, start, end)
        if kind == "clock" and "." in text and not half:
            both = (*value.keys, number_key(text))
            return Value(both, both, start, end)
        return value
    if kind == "money":
        return money(text, start, end)
    if kind == "ordinal":
        return Value((f"ord:{int(digits)}", f"num:{int(digits)}"), (f"ord:{int(digits)}",), start, end)
    if kind in ("extension", "number"):
        key = number_key(digits if kind == "extension" else text)
        more = (f"phone:{digits[-7:]}",) if kind == "number" and len(digits) in (7, 10) and "." not in text else ()
        return Value((key, *more), (key,), start, end)
    return None


def money(text: str, start: int, end: int) -> Value:
    amount = text.lstrip("$ ")
    scale = 1
    for name, size in (SCALES | _SHORT_SCALES).items():
        if amount.endswith(name):
            amount, scale = amount[: -len(name)].strip(), size
            break
    whole, _, cents = amount.replace(",", "").partition(".")
    total = int(whole[:LONGEST_NUMBER] or "0") * 100 * scale + int((cents + "00")[:2]) * scale
    return Value((f"money:{total}", number_key(amount)), (f"money:{total}",), start, end)


def date(month: int, day: int, start: int, end: int) -> Value | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Value((f"date:{month}-{day}", f"ord:{day}"), (f"date:{month}-{day}",), start, end)
