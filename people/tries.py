"""How often one may guess a printed code: counted in the shared cache, forgotten after a quarter of an hour."""

import hashlib

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache

WINDOW_SECONDS = 15 * 60
PER_NUMBER, PER_ADDRESS = 6, 40  # a whole kitchen crew may sit at one computer


def may_try(request, employee_number: str) -> bool:
    """Count one try for this number and this network address; False when either had too many."""
    number = hashlib.sha256(employee_number.strip().lower().encode()).hexdigest()
    by_number = _count(f"code-tries:number:{number}")
    by_address = _count(f"code-tries:address:{get_ip(request)}")
    return by_number <= PER_NUMBER and by_address <= PER_ADDRESS


def forget_tries(employee_number: str) -> None:
    number = hashlib.sha256(employee_number.strip().lower().encode()).hexdigest()
    cache.delete(f"code-tries:number:{number}")


def _count(key: str) -> int:
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return cache.incr(key)
    except ValueError:  # ran out between the two lines
        cache.set(key, 1, WINDOW_SECONDS)
        return 1
