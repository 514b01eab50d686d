"""What a learner does in a lesson: see its parts, try its checks, finish it."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from courses.actions.hand_in import close
from courses.actions.locks import lock_rounds_with, lock_try
from courses.models import Attempt


def show_part(*, attempt: Attempt, part: int) -> Attempt:
    """Remember that this part (from 1) was shown. A finished lesson remembers no more."""
    with transaction.atomic():
        attempt = lock_try(attempt)
        if attempt.is_open and 1 <= part <= parts_of(attempt) and part not in shown(attempt):
            attempt.progress = {**attempt.progress, "shown": sorted([*shown(attempt), part])}
            attempt.save(update_fields=["progress"])
    return attempt


def finish_lesson(*, attempt: Attempt, now: dt.datetime) -> Attempt:
    """Finish when every part was shown, the last one by this very button; else the try comes back open."""
    with transaction.atomic():
        rounds = lock_rounds_with(attempt)
        attempt = show_part(attempt=attempt, part=parts_of(attempt))
        if unseen_parts(attempt):
            return attempt
        return close(locked=attempt, rounds=rounds, now=now, passed=True)


def answer_check(*, attempt: Attempt, block_id: str, chosen: Sequence[str]) -> Attempt:
    """Keep what was chosen in a check, to show what it says about it. Nothing chosen: try it again. It never counts."""
    with transaction.atomic():
        attempt = lock_try(attempt)
        checks = {key: value for key, value in checks_of(attempt).items() if key != block_id}
        if chosen:
            checks[block_id] = list(chosen)
        attempt.progress = {**attempt.progress, "checks": checks}
        attempt.save(update_fields=["progress"])
    return attempt


def parts_of(attempt: Attempt) -> int:
    return len(attempt.version.definition["parts"])


def shown(attempt: Attempt) -> list[int]:
    return attempt.progress.get("shown", [])


def checks_of(attempt: Attempt) -> dict[str, list[str]]:
    return attempt.progress.get("checks", {})


def unseen_parts(attempt: Attempt) -> list[int]:
    return [part for part in range(1, parts_of(attempt) + 1) if part not in shown(attempt)]
