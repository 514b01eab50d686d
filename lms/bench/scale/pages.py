"""First pages as human resources opens them, of a small district and of a large one in turn, in one process.

`python -m lms.bench.scale.pages SMALL LARGE`: names of two filled databases on the server of DATABASE_URL.
"""

import json
import sys
from collections.abc import Callable

import django
from django.db import connection

ROUNDS = 25


def main() -> None:
    django.setup()
    sys.stdout.write(f"{json.dumps(compare(*sys.argv[1:3]), indent=2)}\n")


def compare(small: str, large: str) -> dict[str, dict]:
    from lms.bench.scale.turns import in_turn, ratio  # noqa: PLC0415

    sizes = {"small": Place(small), "large": Place(large)}
    found = {}
    for name in sizes["large"].pages:
        taken = in_turn({size: place.asking(name) for size, place in sizes.items()}, ROUNDS)
        found[name] = {
            "queries": sizes["large"].queries(name),
            **taken,
            "growth": ratio(taken["large"], taken["small"]),
            "growth_cpu": ratio(taken["large"], taken["small"], "cpu_ms"),
        }
    return found


class Place:
    """One database with a connection of its own, so that turning from one to the other costs nothing."""

    def __init__(self, name: str):
        from lms.bench.scale.visit import addresses, signed_in  # noqa: PLC0415 -- needs the settings

        connection.connection = None
        connection.settings_dict["NAME"] = name
        connection.connect()
        self.link = connection.connection
        self.client = signed_in()
        self.pages = addresses()

    def asking(self, name: str) -> Callable[[], None]:
        from lms.bench.scale.visit import ask  # noqa: PLC0415

        def deed() -> None:
            connection.connection = self.link
            ask(self.client, self.pages[name])

        return deed

    def queries(self, name: str) -> int:
        from lms.bench.scale.visit import count_queries  # noqa: PLC0415

        connection.connection = self.link
        return count_queries(self.client, self.pages[name])


if __name__ == "__main__":
    main()
