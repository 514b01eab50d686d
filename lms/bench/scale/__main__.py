"""One size: migrate, fill, measure, print one JSON object."""

import argparse
import json
import sys

import django


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--people", type=int, required=True)
    asked.add_argument("--requirements", type=int, default=40)
    asked.add_argument("--units", type=int, default=40)
    asked.add_argument("--rounds", type=int, default=15)
    options = asked.parse_args()
    django.setup()
    sys.stdout.write(f"{json.dumps(run(options), indent=2)}\n")


def run(options: argparse.Namespace) -> dict:
    # These need the settings that `setup` has read.
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from lms.bench.measure import to_stderr  # noqa: PLC0415
    from lms.bench.scale.fill import RULES, fill  # noqa: PLC0415
    from lms.bench.scale.measure import measure  # noqa: PLC0415

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    filled = fill(options.people, options.requirements, options.units, to_stderr)
    return {**filled, **measure(options.rounds, len(RULES), to_stderr)}


if __name__ == "__main__":
    main()
