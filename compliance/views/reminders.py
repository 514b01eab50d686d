"""Human resources: what went out, what waits and until when, what was not sent and why; the letters' words and rule."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compliance import letters
from compliance.actions import Refused
from compliance.actions.letter_choices import save_policy, save_template
from compliance.actions.remind import policy
from compliance.actions.send_letter import send_again
from compliance.letter_forms import LedgerForm, PolicyForm, TemplateForm
from compliance.models import Letter, Reminder, ReminderTemplate
from compliance.permissions import is_same_person, sees_the_district
from compliance.tally import asked_of
from people.permissions import role_required

PER_PAGE = 50
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@role_required("hr")
@require_safe
def reminders(request):
    form = LedgerForm(request.GET)
    rows = form.narrowed(Reminder.objects.all())
    rows = rows.select_related("person", "template", "assignment__requirement", "letter")
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "query": asked.urlencode(),
        "troubled": troubled()[:PER_PAGE],
        "others": Letter.objects.exclude(about=Letter.About.REMINDER).select_related("person")[:10],
        "now": timezone.now(),
    }
    return render(request, "compliance/reminders/ledger.html", context)


def troubled():
    """Not sent, and nobody knows or the server said why: a person looks."""
    return Letter.objects.filter(sent_at__isnull=True).exclude(taken_at__isnull=True, error="").select_related("person")


@login_required
@require_safe
def letter(request, uuid):
    """As it was written: for human resources, and for whom it was written to."""
    found = get_object_or_404(Letter.objects.select_related("person", "again_by"), uuid=uuid)
    if not (sees_the_district(request.user) or is_same_person(request.user, found.person)):
        raise Http404
    context = {"letter": found, "again": found.again.order_by("pk"), "hr": sees_the_district(request.user)}
    return render(request, "compliance/reminders/letter.html", context)


@role_required("hr")
@require_POST
def again(request, uuid):
    found = get_object_or_404(Letter.objects.select_related("person", "again_of__person"), uuid=uuid)
    try:
        made = send_again(letter=found, actor=request.user, now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
        made = found
    else:
        messages.success(request, _("It goes out anew within a minute."))
    return redirect("compliance:letter", made.uuid)


@role_required("hr")
@get_or_post
def templates(request):
    """All letters, and the rule for how many someone gets."""
    rule = policy()
    form = PolicyForm(request.POST or None, instance=rule)
    if request.method == "POST" and form.is_valid():
        save_policy(policy=form.instance)
        messages.success(request, _("Kept. It holds from the next letter on."))
        return redirect("compliance:templates")
    context = {"form": form, "templates": ReminderTemplate.objects.select_related("changed_by")}
    return render(request, "compliance/reminders/templates.html", context)


@role_required("hr")
@get_or_post
def template(request, pk=None):
    """One letter's words. "Show it" fills them for a person and keeps nothing."""
    found = get_object_or_404(ReminderTemplate, pk=pk) if pk else ReminderTemplate(starts_on=timezone.localdate())
    was_on, form = found.on, TemplateForm(request.POST or None, instance=found)
    shown = None
    if request.method == "POST" and form.is_valid():
        if "show" not in request.POST:
            save_template(template=form.instance, was_on=was_on, actor=request.user, now=timezone.now())
            messages.success(request, _("The letter is kept."))
            return redirect("compliance:templates")
        shown = preview(form)
    return render(request, "compliance/reminders/template.html", {"form": form, "template": found, "shown": shown})


def preview(form) -> dict | None:
    """Subject and text for the person that was named, about the first thing asked of them; else what is missing."""
    person, words, on = form.cleaned_data.get("preview_for"), form.instance, timezone.localdate()
    if words.occasion in letters.TOKENS:
        form.add_error(None, _("This letter is about many people or a page; it is shown once it was written."))
        return None
    rows = asked_of(person, on) if person else []
    if not rows:
        told = _("Nothing is asked of this person. Name somebody else.") if person else _("Say for whom to show it.")
        form.add_error("preview_for", told)
        return None
    part = letters.part_of(words, rows[0], person, on)
    text = letters.text_of(person, [part])
    return {"person": person, "subject": part.subject, "text": text, "html": letters.body_of(text)}
