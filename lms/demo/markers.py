"""Who may mark in the demo district: two have calibrated on ten samples, the third begins."""

import datetime as dt

from django.utils import timezone

from people.models import Person
from scenarios.actions import admit_provisionally, begin_calibration, name_outsider, score_sample
from scenarios.calibration import sample_of

# employee number, days ago, and on which samples they were one level off on which criterion
CALIBRATED = [
    ("100103", 90, {3: "complete", 7: "empathy"}),
    ("100104", 84, {2: "courteous", 5: "complete", 9: "empathy"}),
]
BEGINS, DAYS_AGO = "100105", 20
WHY = "Joined the markers this month; the ten samples come before the month is over."
OUTSIDER, NAMED = "100111", "Serves families every day and scores nothing else."


def admit_markers(actor: Person) -> None:
    for number, days, off in CALIBRATED:
        _calibrate(Person.objects.get(username=number), timezone.now() - dt.timedelta(days=days), off)
    on = timezone.localdate() - dt.timedelta(days=DAYS_AGO)
    admit_provisionally(person=Person.objects.get(username=BEGINS), actor=actor, reason=WHY, on=on)
    name_outsider(person=Person.objects.get(username=OUTSIDER), actor=actor, reason=NAMED, on=on)


def _calibrate(person: Person, when: dt.datetime, off: dict[int, str]) -> None:
    calibration = begin_calibration(person=person)
    for number in range(1, len(calibration.pack) + 1):
        definition, sample = sample_of(calibration, number)
        levels = dict(sample["levels"])
        if name := off.get(number):
            levels[name] += 1 if levels[name] < 3 else -1
        gates = {gate["key"]: (sample.get("gates") or {}).get(gate["key"], True) for gate in definition["gates"]}
        score_sample(calibration=calibration, number=number, levels=levels, gates=gates, now=when)
