"""Which days a calendar of ours knows: with room on both sides for every sum that is made of them. Plain Python."""

import datetime as dt

# Nobody at work was hired before the first, and no rule reaches beyond the last.
EARLIEST, LATEST = dt.date(1930, 1, 1), dt.date(2200, 12, 31)


def known(day: dt.date) -> bool:
    return EARLIEST <= day <= LATEST
