"""The address in a letter that stops it. It works without a sign-in: the signature says for whom and what."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from compliance.actions.letter_choices import stop_letters
from compliance.stopping import read_token, words_of_stop


# Mail programs send the POST themselves (RFC 8058), without a cookie; nothing but the signed address is read.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """A GET changes nothing: programs that check links open them. Unknown or forged: a 404."""
    found = read_token(token)
    if found is None:
        raise Http404
    stopped = request.method == "POST" and stop_letters(stop=found, now=timezone.now())
    context = {"what": words_of_stop(found), "pressed": request.method == "POST", "stopped": stopped}
    answer = render(request, "compliance/reminders/stop.html", context)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "no-store"
    return answer
