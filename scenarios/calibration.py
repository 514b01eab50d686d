"""The levelled sample replies that markers calibrate on, and what was known of them: reading only."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from courses.models import ActivityVersion
from scenarios import shown
from scenarios.fair.calibrating import Judged, Sample, outcome
from scenarios.models import Calibration
from scenarios.queries import newest_versions
from scenarios.scoring import verdict


def samples() -> list[Sample]:
    """Every levelled sample of every released conversation whose replies are scored on all four criteria."""
    found = []
    for version, definition in newest_versions().order_by("pk").values_list("pk", "definition"):
        for row in definition.get("anchors") or ():
            if row.get("text") and set(row.get("levels") or ()) == set(shown.CRITERIA):
                found.append(Sample(version, str(row.get("name", "")), str(row.get("name", ""))))
    return found


def seed_of(person) -> str:
    """Another pack each time, the same one for the same time."""
    return f"{person.pk}:{Calibration.objects.filter(person=person).count()}"


def open_calibration(person) -> Calibration | None:
    """The one that this person has begun and not finished, with how many of it are `done`."""
    return Calibration.objects.filter(person=person, finished_at__isnull=True).annotate(done=Count("scores")).first()


def sample_of(calibration: Calibration, number: int) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The definition and the row of one sample of the pack."""
    row = calibration.pack[number - 1]
    definition = ActivityVersion.objects.get(pk=row["version"]).definition
    return definition, _row(definition, row["name"])


def told(calibration: Calibration) -> dict[str, Any]:
    """How a calibration went: the outcome, its clauses in words, and each sample with what was known beside it."""
    judged = judged_in(calibration)
    found = outcome(judged)
    titles = ActivityVersion.objects.in_bulk({row["version"] for row in calibration.pack})
    rows = []
    for n, (place, each) in enumerate(zip(calibration.pack, judged, strict=False), 1):
        definition = titles[place["version"]].definition
        rows.append(
            {
                "number": n,
                "title": titles[place["version"]].title,
                "known": _levels(each.known),
                "given": _levels(each.given),
                "verdict": each.right == each.said,
                "comment": str(_row(definition, place["name"]).get("comment", "")),
            }
        )
    words = {
        "exact": _("%(n)s%% of the levels are exact; 60%% are needed.") % {"n": found.exact_percent},
        "within": _("%(n)s%% are within one level; 95%% are needed.") % {"n": found.within_percent},
        "verdicts": _("Pass or not is judged otherwise %(n)s times; twice is allowed.") % {"n": found.verdicts_wrong},
        "gates": _("Gates that were not passed and not seen: %(n)s; none is allowed.") % {"n": found.gates_missed},
    }
    return {"outcome": found, "clauses": [(words[name], met) for name, met in found.clauses], "rows": rows}


def _levels(levels: Mapping[str, int]) -> str:
    return "\u00a0/\u00a0".join(str(levels.get(name, "–")) for name in shown.CRITERIA)


def judged_in(calibration: Calibration) -> list[Judged]:
    """What was known and what was given, of each sample that was scored, in order."""
    versions = ActivityVersion.objects.in_bulk({row["version"] for row in calibration.pack})
    made = []
    for score in calibration.scores.order_by("number"):
        place = calibration.pack[score.number - 1]
        definition = versions[place["version"]].definition
        row = _row(definition, place["name"])
        weights = definition.get("weights")
        known_gates = {gate["key"]: (row.get("gates") or {}).get(gate["key"], True) for gate in shown.gates(definition)}
        made.append(
            Judged(
                known=row["levels"],
                given=score.levels,
                known_gates=known_gates,
                given_gates=score.gates,
                right=verdict(row["levels"], known_gates, weights).passed,
                said=verdict(score.levels, score.gates, weights).passed,
            )
        )
    return made


def _row(definition: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return next(row for row in definition.get("anchors") or () if str(row.get("name", "")) == name)
