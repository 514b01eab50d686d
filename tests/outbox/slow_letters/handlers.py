"""A handler that leaves a trace when it begins and when it ends, and can be caught in between."""

import os
import time
from pathlib import Path

from outbox.registry import handles


@handles("slow letter")
def write(payload):
    trace = Path(os.environ["LETTERS"])
    number = payload["number"]
    tried_before = trace.exists() and f"begun {number}\n" in trace.read_text()
    note(trace, f"begun {number}")
    if not tried_before:
        time.sleep(payload["seconds"])
    note(trace, f"ended {number}")


def note(trace, line):
    with trace.open("a") as file:
        file.write(f"{line}\n")
