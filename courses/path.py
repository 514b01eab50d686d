"""Which items of an edition a person is asked to do, and why each one. Plain Python, so that a trainer can check it.

An item fits a job when every list of its fit that is not empty holds that job's family, level or setting. The path is
the union over a person's jobs; each activity stands on it once; each step carries the reason that the learner reads.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class JobFacts:
    """What a job says about fit: the slugs that content is tagged with, and the words people use for them."""

    family: str
    level: str = ""
    setting: str = ""
    family_name: str = ""
    level_name: str = ""
    setting_name: str = ""


@dataclass(frozen=True)
class Fit:
    """Whom an item is for. An empty list is everyone."""

    job_families: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()

    @classmethod
    def read(cls, stored: Mapping | None) -> "Fit":
        stored = stored or {}
        return cls(*(tuple(stored.get(key) or ()) for key in ("job_families", "levels", "settings")))

    @property
    def for_everyone(self) -> bool:
        return not (self.job_families or self.levels or self.settings)

    def holds(self, job: JobFacts) -> bool:
        return (
            (not self.job_families or job.family in self.job_families)
            and (not self.levels or job.level in self.levels)
            and (not self.settings or job.setting in self.settings)
        )


@dataclass(frozen=True)
class OutlineItem:
    """One row of a manifest, as far as a decision needs it. `minutes` is the work it takes a learner."""

    id: int
    activity_id: int
    order: int = 0
    required: bool = True
    gate: bool = False
    group: str = ""
    group_n: int = 0
    fit: Fit = field(default_factory=Fit)
    accepts_from: int = 1
    # Earlier versions that count as well: the text shown now, when it is one that came back.
    accepts_also: frozenset[int] = frozenset()
    minutes: int = 0

    @property
    def asks(self) -> bool:
        """It must be done, by itself or as one to choose from. What is only "if you wish" asks nothing of anyone."""
        return bool(self.group) or self.required or self.gate

    def accepts(self, version: int | None) -> bool:
        """Work on that version counts; None: it was shown in another way than by a version of ours."""
        return version is None or version >= self.accepts_from or version in self.accepts_also


@dataclass(frozen=True)
class Reason:
    """Why an item is on someone's path: a code for the sentence, the names in it, and n for "n of these"."""

    code: str
    names: tuple[str, ...] = ()
    n: int = 0

    def stored(self) -> dict:
        return {"code": self.code, "names": list(self.names), "n": self.n}

    @classmethod
    def read(cls, stored: Mapping | None) -> "Reason":
        stored = stored or {}
        return cls(stored.get("code", "everyone"), tuple(stored.get("names") or ()), int(stored.get("n") or 0))


@dataclass(frozen=True)
class PathItem:
    """An item on a path. `carried_at`: when evidence from before this round, accepted at Start, occurred, and why."""

    item: OutlineItem
    reason: Reason
    carried_at: dt.datetime | None = None
    carried_reason: Reason | None = None
    carried_version: int | None = None

    @property
    def needed(self) -> bool:
        """Must be done by itself. A must-pass item is never a matter of choice unless it stands in a group."""
        return not self.item.group and (self.item.required or self.item.gate)


def build_path(items: Iterable[OutlineItem], jobs: Iterable[JobFacts]) -> list[PathItem]:
    """The path of someone who holds these jobs, in the order of the outline.

    Someone without a job gets the items for everyone. When an activity is named twice, the first place is kept and the
    stricter demand wins.
    """
    jobs = list(jobs)
    path: dict[int, PathItem] = {}
    for item in sorted(items, key=lambda each: (each.order, each.id)):
        fitting = [job for job in jobs if item.fit.holds(job)]
        if not fitting and not item.fit.for_everyone:
            continue
        earlier = path.get(item.activity_id)
        if earlier is None:
            path[item.activity_id] = PathItem(item, _reason(item, fitting))
        elif not earlier.needed and (item.required or item.gate) and not item.group:
            stricter = replace(earlier.item, required=True, gate=earlier.item.gate or item.gate, group="", group_n=0)
            path[item.activity_id] = PathItem(stricter, _reason(replace(item, group=""), fitting))
    return list(path.values())


def _reason(item: OutlineItem, jobs: list[JobFacts]) -> Reason:
    """The first of: a choice, an extra, the job family, the level, the setting, everyone."""
    if item.group:
        return Reason("choice", n=item.group_n)
    code, names = _named(item.fit, jobs)
    if not item.required and not item.gate:
        return Reason("optional", names)
    return Reason(code, names)


def _named(fit: Fit, jobs: list[JobFacts]) -> tuple[str, tuple[str, ...]]:
    if fit.job_families:
        return "job_family", _unique(job.family_name or job.family for job in jobs)
    if fit.levels:
        return "level", _unique(job.level_name or job.level for job in jobs)
    if fit.settings:
        return "setting", _unique(job.setting_name or job.setting for job in jobs)
    return "everyone", ()


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
