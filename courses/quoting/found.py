"""What was found when a course was looked at before a bulk release; kept as JSON until its trainer has chosen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from courses.diff import Change
from courses.release.problems import Problem


@dataclass(frozen=True)
class Found:
    """`digest`: of what would be released; `same`: nothing would change; `others`: what else would go out with it.

    `compared`: {"title", "lines"}, the items in which the quote stands; `heads`: people by state, of a course.
    """

    page_id: int | None = None
    digest: str = ""
    may: bool = False
    same: bool = False
    problems: list[dict[str, Any]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    compared: list[dict[str, Any]] = field(default_factory=list)
    heads: dict[str, int] | None = None

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Found":
        return cls(**kept)

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def may_be_chosen(self) -> bool:
        return self.page_id is not None and self.may and not self.problems and not self.same

    @property
    def chosen_at_first(self) -> bool:
        """Unless a person says otherwise, nothing goes out but what the change of the quote itself makes."""
        return self.may_be_chosen and not self.others


def kept_problem(problem: Problem) -> dict[str, Any]:
    return asdict(problem)


def kept_lines(title: str, lines: list[Change]) -> dict[str, Any]:
    return {"title": title, "lines": [[asdict(piece) for piece in line] for line in lines]}
