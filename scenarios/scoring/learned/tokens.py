"""A reply as the small tokens that a linear model counts: lower case, contractions opened, figures alike.

Coarser than `reading`: nothing here is shown to a learner, so no offsets are kept and a long reply costs a millisecond.
"""

import re
from functools import lru_cache

from scenarios.scoring.text import normalize
from scenarios.scoring.words import opened

START = "^"
FIGURE = "#"
LONGEST = 6000  # characters; a reply has 600 words at most, and a linear model has made up its mind by then
_PIECE = re.compile(
    r"<url>|https?://\S+|www\.\S+|[^\W\d_]+(?:'[^\W\d_]+)*|[0-9][0-9.,:/-]*|[?!]+|\.{2,}|[.,;:()\"]|\n+"
)
_ENDS = frozenset((".", "?", "!", "...", "\n"))
_LONG_DRAWN = re.compile(r"(\w)\1{2,}")


def tokens(text: str) -> list[str]:
    """The tokens, each sentence opened by START."""
    out: list[str] = [START]
    for piece in _PIECE.findall(normalize(text[:LONGEST]).text.lower()):
        for token in _token(piece):
            if token not in _ENDS:
                out.append(token)
            elif out[-1] != START:
                out += (START,) if token.isspace() else (token, START)
    if out[-1] == START:
        out.pop()
    return out


@lru_cache(maxsize=16384)
def _token(piece: str) -> tuple[str, ...]:
    first = piece[0]
    if first.isdigit():
        return (FIGURE,)
    if first in "?!":
        return ("?",) if "?" in piece else ("!",)
    if piece.startswith(("<url>", "http", "www.")):
        return ("<url>",)
    if first == "." and len(piece) > 1:
        return ("...",)
    if first == "\n":
        return ("\n",)
    return opened(_LONG_DRAWN.sub(r"\1\1", piece))
