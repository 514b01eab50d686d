"""Ana's first page: the next step, what she is asked to do, practice, certificates."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone

from certificates.queries import certificates_of
from courses.progress import learning_list
from lms.learning import next_step, summary
from scenarios.queries import practice_tiles


@login_required
def my_learning(request):
    today = timezone.localdate()
    rows = learning_list(request.user, today)
    context = {
        "rows": rows,
        "next": next_step(rows),
        "summary": summary(rows),
        "practice": practice_tiles(request.user, on=today, limit=3),
        "certificates": certificates_of(request.user),
        "today": today,
    }
    return render(request, "lms/my_learning.html", context)
