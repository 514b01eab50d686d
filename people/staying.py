"""Which jobs go on, and until when, when a last day is taken back. Plain data in and out."""

from collections.abc import Mapping

Rows = Mapping[str, Mapping]


def jobs_that_go_on(before: Rows, after: Rows, now: Rows, first_day_away: str) -> list[dict]:
    """The rows to write: what the last day cut short ends again when it ended before, what it dropped comes back.

    A job that had this end of its own was not touched then and is not now. One that was changed since keeps what was
    changed; one that came since and ends with the last day goes on.
    """
    rows = [{**row, "ends_on": None} for key, row in now.items() if _came_since(key, row, after, first_day_away)]
    for key, row in before.items():
        left, there = after.get(key), now.get(key)
        if left is None and there is None:
            rows.append(dict(row))
        elif left and there and left["ends_on"] != row["ends_on"] and there["ends_on"] == left["ends_on"]:
            rows.append({**there, "ends_on": row["ends_on"]})
    return rows


def _came_since(key: str, row: Mapping, after: Rows, first_day_away: str) -> bool:
    return key not in after and row["ends_on"] == first_day_away
