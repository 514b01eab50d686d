"""What keeps a page from being released, in words for the person who can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`severity`: "error" stops the release, "warning" and "note" do not. `page_id` is None when no page is to blame.

    `why` it matters and how to `mend` it, where whoever found it can say so.
    """

    page_id: int | None
    page_title: str
    field: str
    message: str
    severity: str = "error"
    why: str = ""
    mend: str = ""

    def __str__(self):
        return f"{self.page_title}: {self.message}"


class ReleaseErrors(Exception):
    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("; ".join(map(str, self.problems)))
