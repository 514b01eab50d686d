"""In which order rows are locked: everyone keeps to it, so that two tabs wait for each other and never crosswise.

    the course
    the rounds, by number
    the activities that a release rewrites, by key
    the try
    what hangs on the try: moves and the task to score them, answers, drafts

Whoever needs only some of these begins further down; nobody goes back up.

`no_key`: rows that refer to a locked one are written without waiting for it. PostgreSQL checks references at the
commit; to wait there, with all of one's own locks held, would be a step back up. Only a new slug still makes them wait:
that is why a release takes the rounds it moves before it writes the course or an activity. SQLite needs none of this:
it lets one transaction write at a time.
"""

from collections.abc import Collection

from django.utils.translation import gettext as _

from courses.models import Attempt, Course, Enrollment, EnrollmentItem
from courses.permissions import mine
from courses.refusals import Refused


def lock_course(pk: int) -> Course:
    return Course.objects.select_for_update(no_key=True).get(pk=pk)


def lock_round(enrollment: Enrollment) -> Enrollment:
    return _locking(Enrollment.objects.all()).get(pk=enrollment.pk)


def lock_rounds(rounds) -> list[Enrollment]:
    """These rounds as they stand now, each with its person."""
    return list(_locking(rounds).order_by("pk"))


def lock_rounds_with(attempt: Attempt, also: Collection[int] = ()) -> list[Enrollment]:
    """Every open round of this person that holds the activity: one lesson may stand in two courses.

    `also`: other activities that the try may show. To be called before the try itself is locked. None for practice,
    which completes nothing.
    """
    if attempt.mode == Attempt.Mode.PRACTICE:
        return []
    shown = {attempt.activity_id, *also}
    holding = EnrollmentItem.objects.filter(item__activity__in=shown).order_by().values("enrollment")
    rounds = Enrollment.objects.open().filter(started_at__isnull=False, pk__in=holding)
    return lock_rounds(rounds.filter(mine(attempt.person)))


def lock_try(attempt: Attempt) -> Attempt:
    """The try as it stands now, with its person and version. Refused when it was deleted in another tab meanwhile."""
    # A version is written once: one that was read before is not read and parsed again.
    known = attempt.version if Attempt.version.is_cached(attempt) else None
    rows = Attempt.objects.all() if known else Attempt.objects.select_related("version")
    locked = _locking(rows).filter(pk=attempt.pk).first()
    if locked is None:
        raise Refused(_("This try was deleted in another tab. Nothing of it is kept."))
    if known:
        locked.version = known
    return locked


def _locking(rows):
    return rows.select_for_update(of=("self",), no_key=True).select_related("person")
