"""The figures that are held against a limit, side by side, so that nobody has to look for them."""

from typing import Any

GROWTH, QUERIES, MATRIX, FILE, FILE_MB = 1.5, 9, 3.0, 3.0, 50.0
LEASE_SECONDS = 300
NAMED = ("matrix", "unit", "overdue", "why")


def against_limits(large: dict[str, Any], pages: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each as {"is": …, "limit": …, "kept": …}. Of several pages the worst."""
    growth = {name: page["growth"] for name, page in pages.items()}
    jobs = [large[name]["longest_piece"] for name in ("first_night", "night", "letters")]
    held = {
        "page_growth": (max(growth.values()), GROWTH),
        "page_queries": (max(pages[name]["queries"] for name in NAMED), QUERIES),
        "matrix_by_its_counter_rows": (large["matrix"]["ratio"], MATRIX),
        "csv_by_plain_sql": (large["csv"]["ratio"], FILE),
        "csv_memory_growth_mb": (large["csv"]["growth_mb"], FILE_MB),
        "longest_job_seconds": (max(jobs), LEASE_SECONDS),
        "rebuild_changed": (large["rebuild"]["changed"], 0),
    }
    return {name: {"is": value, "limit": limit, "kept": value <= limit} for name, (value, limit) in held.items()}
