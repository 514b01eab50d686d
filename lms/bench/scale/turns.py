"""Several deeds in turn, again and again: whatever slows the machine for a while slows them all."""

import json
import statistics
import time
from collections.abc import Callable, Mapping

from outbox.registry import More

Figures = dict[str, float]


def in_turn(deeds: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Figures]:
    """Median of the wall clock, and of the process's own time, in ms. The first run of each is left out."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in deeds}
    for _ in range(rounds + 1):
        for name, deed in deeds.items():
            wall, cpu = time.perf_counter(), time.process_time()
            deed()
            taken[name].append((time.perf_counter() - wall, time.process_time() - cpu))
    return {name: _figures(times[1:]) for name, times in taken.items()}


def _figures(times: list[tuple[float, float]]) -> Figures:
    walls, cpus = zip(*times, strict=True)
    return {
        "median_ms": round(statistics.median(walls) * 1000, 1),
        "least_ms": round(min(walls) * 1000, 1),
        "cpu_ms": round(statistics.median(cpus) * 1000, 1),
    }


def ratio(more: Figures, less: Figures, figure: str = "median_ms") -> float:
    return round(more[figure] / less[figure], 2)


def seconds(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return round(time.perf_counter() - start, 2)


def job(handler: Callable[[dict], object]) -> Figures:
    """A periodic message, piece after piece as the worker has it done; the longest must fit into a lease."""
    payload: dict = {}
    pieces: list[float] = []
    while True:
        start = time.perf_counter()
        more = handler(payload)
        pieces.append(time.perf_counter() - start)
        if not isinstance(more, More):
            return {"seconds": round(sum(pieces), 1), "pieces": len(pieces), "longest_piece": round(max(pieces), 1)}
        payload = json.loads(json.dumps(more.payload))
