"""Whether the site is alive, for the machine that watches it."""

from datetime import datetime

from django.db import Error as DatabaseTrouble
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outbox.models import OutboxMessage, WorkerBeat


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Open to all: counts and times, no names. 503 when the database does not answer."""
    try:
        return JsonResponse({"database": "ok", **_state(timezone.now())})
    except DatabaseTrouble:
        return JsonResponse({"database": "The database does not answer."}, status=503)


def _state(now: datetime) -> dict:
    waiting = Q(dead_at__isnull=True, due_at__lte=now)
    outbox = OutboxMessage.objects.filter(done_at__isnull=True).aggregate(
        due=Count("pk", filter=waiting),
        oldest=Min("due_at", filter=waiting),
        dead=Count("pk", filter=Q(dead_at__isnull=False)),
    )
    seen = WorkerBeat.objects.aggregate(seen=Max("seen_at"))["seen"]
    return {
        "outbox": {
            "due": outbox["due"],
            "oldest_seconds": _seconds(outbox["oldest"], now) or 0,
            "dead": outbox["dead"],
        },
        "worker": {"last_seen": seen.isoformat() if seen else None, "seconds_ago": _seconds(seen, now)},
    }


def _seconds(then: datetime | None, now: datetime) -> int | None:
    return None if then is None else max(0, int((now - then).total_seconds()))
