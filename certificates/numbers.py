"""The number on a certificate: random, so that nobody can guess the next one, and readable on paper."""

import re
import secrets

# No O, I, L, 0 or 1: they are read for one another.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
PREFIX = "TR"
LENGTH = 8
LONGEST = 16


def new_number() -> str:
    """A number of the form TR-7K4M-92QX; 31 to the power of 8 of them, far more than anyone can try."""
    return dashed("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def tidy(typed: str) -> str:
    """What someone typed or pasted, in the form in which numbers are kept; the prefix and dashes may be missing.

    What cannot be a number comes back as its capital letters and digits, at most 16: safe in an address, found nowhere.
    """
    letters = re.sub(r"[^A-Z0-9]", "", typed.upper())
    if len(letters) == len(PREFIX) + LENGTH:
        letters = letters.removeprefix(PREFIX)
    return dashed(letters) if len(letters) == LENGTH else letters[:LONGEST]


def dashed(letters: str) -> str:
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"
