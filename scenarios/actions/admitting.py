"""Admitting markers: by ten levelled samples, or by an administrator with a reason. And naming the outsider."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.plain_text import plain
from scenarios.calibration import judged_in, samples, seed_of
from scenarios.fair.calibrating import PACK, outcome, pack
from scenarios.models import Admission, Calibration, CalibrationScore
from scenarios.refusals import Refused
from scenarios.scoring import scenario_levels

YEAR = dt.timedelta(days=365)
PROVISIONAL_DAYS = 90


def begin_calibration(*, person) -> Calibration:
    """The open calibration of this person, or a new one with ten samples drawn for them."""
    standing = Calibration.objects.filter(person=person, finished_at__isnull=True).first()
    if standing is not None:
        return standing
    drawn = pack(samples(), seed_of(person))
    if not drawn:
        raise Refused(
            _("There are fewer than %(n)s levelled sample replies. Release more conversations with samples first.")
            % {"n": PACK}
        )
    rows = [{"version": sample.version, "name": sample.name} for sample in drawn]
    made, _new = Calibration.objects.get_or_create(person=person, finished_at=None, defaults={"pack": rows})
    return made


def score_sample(
    *, calibration: Calibration, number: int, levels: Mapping[str, int], gates: Mapping[str, bool], now: dt.datetime
) -> CalibrationScore:
    """Keep what was given; the tenth decides, and a pass admits for a year. A number given again stays as it was."""
    with transaction.atomic():
        calibration = Calibration.objects.select_for_update(no_key=True).get(pk=calibration.pk)
        if number not in range(1, len(calibration.pack) + 1):
            raise Refused(_("There is no such sample in this calibration."))
        kept, _new = CalibrationScore.objects.get_or_create(
            calibration=calibration,
            number=number,
            defaults={"levels": scenario_levels([levels]), "gates": dict(gates)},
        )
        if calibration.finished_at is None and calibration.scores.count() == len(calibration.pack):
            _finish(calibration, now)
    return kept


def admit_provisionally(*, person, actor, reason: str, on: dt.date, days: int = PROVISIONAL_DAYS) -> Admission:
    """Until the calibration is done, so that the first day works. At most 90 days."""
    return Admission.objects.create(
        person=person,
        kind=Admission.Kind.PROVISIONAL,
        starts_on=on,
        ends_on=on + dt.timedelta(days=min(days, PROVISIONAL_DAYS)),
        reason=_reason(reason),
        actor=actor,
    )


def name_outsider(*, person, actor, reason: str, on: dt.date) -> Admission:
    """Who answers, for a year, where nobody else is new to a reply. Naming another one ends the earlier naming."""
    return Admission.objects.create(
        person=person,
        kind=Admission.Kind.OUTSIDER,
        starts_on=on,
        ends_on=on + YEAR,
        reason=_reason(reason),
        actor=actor,
    )


def _finish(calibration: Calibration, now: dt.datetime) -> None:
    calibration.passed = outcome(judged_in(calibration)).passed
    calibration.finished_at = now
    calibration.save(update_fields=["passed", "finished_at"])
    on = timezone.localdate(now)
    if calibration.passed:
        Admission.objects.create(
            person=calibration.person,
            kind=Admission.Kind.CALIBRATED,
            starts_on=on,
            ends_on=on + YEAR,
            calibration=calibration,
        )


def _reason(reason: str) -> str:
    reason = plain(reason).strip()
    if not reason:
        raise Refused(_("Say why in a sentence. It stays on record."))
    return reason
