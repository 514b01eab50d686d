"""The player: whoever calls or writes, the fact sheet, and what the learner says or does about it, move by move."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from courses.refusals import Refused
from courses.views.active import counts_time
from scenarios.actions import make_move, make_reply, write_anew
from scenarios.forms import ReplyForm, key_of_words, number_in, posted_key, read_move
from scenarios.models import Move
from scenarios.records import made, rows_of
from scenarios.views.mine import Sight, look_back, my_conversation, sight_of
from scenarios.views.table import rubric_of, table


@login_required
@counts_time
@require_http_methods(["GET", "POST"])
def play(request, key):
    """The page; a POST is the closing reply, looked at and kept as one more version."""
    sight = sight_of(my_conversation(request, key))
    if request.method == "POST":
        return _check(request, sight)
    if sight.is_over and not sight.state.ending:
        return redirect(look_back(sight))
    return render(request, "scenarios/play.html", table(request, sight))


@require_POST
@counts_time
def move(request, key):
    """One move. A script gets the conversation as it now stands, a plain form is sent back to its page."""
    if not request.user.is_authenticated:
        return _to_sign_in(request, key)
    attempt = my_conversation(request, key)
    rows = rows_of(attempt)
    sight = sight_of(attempt, rows)
    try:
        done = _make(request.POST, sight, rows)
    except Refused as refused:
        return _page(request, sight_of(sight.attempt), problem=str(refused), status=422)
    if not request.htmx:
        clock = "?clock=1" if request.POST.get("clock") else ""
        return redirect(reverse("scenarios:play", args=[key]) + f"{clock}#question")
    after = sight.played_on(made(done))
    if after.state.done:
        after.attempt.refresh_from_db(fields=["state", "progress", "handed_in_at", "scored_at"])
    return _page(request, after)


def _make(post, sight: Sight, rows: list[Move]):
    text = post.get("text", "")
    key = key_of_words(posted_key(post), text) if text else posted_key(post)
    if post.get("anew"):
        return write_anew(
            attempt=sight.attempt, number=number_in(post["anew"]), text=text, self_levels={}, client_key=key
        )
    sent = read_move(post, sight.state.step) if _is_here(post, sight) else _left_behind(post)
    number = number_in(post.get("number"))
    now = timezone.now()
    return make_move(attempt=sight.attempt, number=number, payload=sent, client_key=key, now=now, known=rows)


def _is_here(post, sight: Sight) -> bool:
    """Was the page made for the step that is to be done now?"""
    return post.get("step", "") in ("", sight.state.step.key if sight.state.step else "")


def _left_behind(post) -> dict:
    """From a page that was gone on from: its own move once more, or a refusal that says where one stands."""
    return {key: post[key] for key in ("step", "text") if key in post}


def _check(request, sight: Sight):
    form = ReplyForm(request.POST, rubric=rubric_of(sight))
    if form.is_valid():
        try:
            done = make_reply(
                attempt=sight.attempt,
                text=form.cleaned_data["text"],
                self_levels=form.self_levels(),
                client_key=key_of_words(form.cleaned_data["client_key"], form.cleaned_data["text"]),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{reverse('scenarios:feedback', args=[sight.attempt.key])}?version={done.number}")
    return render(request, "scenarios/play.html", table(request, sight, form=form), status=422)


def _page(request, sight: Sight, *, problem: str = "", status: int = 200):
    template = "scenarios/parts/player.html" if request.htmx else "scenarios/play.html"
    return render(request, template, table(request, sight, problem=problem), status=status)


def _to_sign_in(request, key):
    """A script cannot follow a redirect to a whole page: it is told where to go. The words are kept in the browser."""
    back = f"{reverse('account_login')}?next={reverse('scenarios:play', args=[key])}"
    return HttpResponse(status=204, headers={"HX-Redirect": back}) if request.htmx else redirect(back)
