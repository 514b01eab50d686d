"""The child of `manage.py bench`, in a place of its own: migrate, fill, measure, print one JSON object."""

import argparse
import json
import sys
import time

import django


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rounds", type=int, default=60)
    asked.add_argument("--people", type=int, default=2000)
    asked.add_argument("--courses", type=int, default=30)
    asked.add_argument("--browser", action="store_true")
    asked.add_argument("--explain", default="")
    options = asked.parse_args()
    django.setup()
    figures = run(options)
    sys.stdout.write(f"{json.dumps(figures, indent=2)}\n")


def run(options: argparse.Namespace) -> dict:
    # These need the settings that `setup` has read.
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from lms.bench import explain  # noqa: PLC0415
    from lms.bench.fill import fill  # noqa: PLC0415
    from lms.bench.measure import needed_tries, to_stderr  # noqa: PLC0415
    from lms.bench.pages import Browsers, pages  # noqa: PLC0415
    from lms.bench.report import report  # noqa: PLC0415
    from lms.bench.size import Size  # noqa: PLC0415
    from lms.bench.starting import web_start  # noqa: PLC0415

    size = Size(
        people=options.people, courses=options.courses, takers=max(needed_tries(options.rounds), explain.needed()) + 1
    )
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    to_stderr("migrating a database of the bench's own")
    call_command("migrate", verbosity=0, interactive=False)
    began = time.monotonic()
    filled = fill(size)
    to_stderr(f"filled in {time.monotonic() - began:.0f} seconds")
    if options.explain:
        wanted = options.explain.split(",")
        for page in pages(filled, Browsers()):
            if page.name in wanted:
                explain.explain(page, to_stderr)
        return {}
    figures = report(filled, size, options.rounds, to_stderr)
    figures["import"] = web_start()
    if options.browser:
        from lms.bench.browser import browse  # noqa: PLC0415 -- needs Playwright, which production does not install

        figures["browser"] = browse(filled, to_stderr)
    return figures


if __name__ == "__main__":
    main()
