"""Pages of a list whose length is known from elsewhere, so that nothing counts a million rows to show fifty."""

from django.core.paginator import Paginator


class CountedPaginator(Paginator):
    def __init__(self, rows, per_page: int, count: int):
        super().__init__(rows, per_page)
        self.count = count  # before the cached property of the parent asks the database
