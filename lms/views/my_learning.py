"""Ana's first page: the next step, what she is asked to do, practice, certificates."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone

from certificates.queries import certificates_of
from compliance.clearances import own_clearances
from compliance.dues import dues_of
from courses.progress import learning_list
from courses.referring import waiting_for
from lms.learning import due_words, next_step, shown, summary, words_of
from scenarios.queries import for_first_page

# The newest few: all of them have a page of their own.
CERTIFICATES_SHOWN = 3


def news_of_duties(person, today):
    return [one for one in own_clearances(person, today) if one.is_news(today)]


@login_required
def my_learning(request):
    today = timezone.localdate()
    dues = dues_of(request.user, today)
    due = dues.by_course
    rows = learning_list(request.user, today, {course: each.due_on for course, each in due.items()})
    listed, more = shown(rows)
    conversations = for_first_page(request.user, on=today, limit=3)
    context = {
        "rows": listed,
        "lines": [(row, due_words(due.get(row.course_id)) + words_of(row)) for row in listed],
        "due": bool(due),
        "next_due": next((when for row in rows if row.next for when in due_words(due.get(row.course_id))), ""),
        "offers": [row for row in rows if row.offer],
        "more": more,
        "cleared": news_of_duties(request.user, today) if dues.duty_waits else [],
        "next": next_step(rows),
        "summary": summary(rows),
        "practice": conversations.tiles,
        "scored": conversations.scored,
        "certificates": certificates_of(request.user, limit=CERTIFICATES_SHOWN),
        "referrals": waiting_for(request.user),
        "today": today,
    }
    return render(request, "lms/my_learning.html", context)
