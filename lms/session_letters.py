"""Letters about in-person sessions and about what was learned elsewhere."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from courses.models import PriorClaim, Session, SignUp
from lms.handlers import absolute, write_to
from outbox.registry import handles


@handles("session.called_off")
def tell_a_session_is_called_off(payload):
    session = Session.objects.select_related("activity").get(pk=payload["session_id"])
    for row in session.sign_ups.exclude(state=SignUp.State.OUT).select_related("person"):
        write_to(
            row.person,
            "session_called_off",
            key=f"mail:session.called_off:{row.pk}",
            context={
                **_about(session),
                "reason": session.cancelled_reason,
                "url": absolute(reverse("courses:sessions")),
            },
        )


@handles("session.place")
def tell_a_place_became_free(payload):
    row = SignUp.objects.select_related("person", "session__activity").get(pk=payload["sign_up_id"])
    if row.state != SignUp.State.IN or row.session.cancelled_at:
        return
    url = absolute(reverse("courses:session", args=[row.session.key]))
    key = f"mail:session.place:{row.pk}:{row.at:%Y%m%d%H%M%S}"
    write_to(row.person, "session_place", key=key, context={**_about(row.session), "url": url})


@handles("prior.decided")
def tell_what_was_decided(payload):
    claim = PriorClaim.objects.select_related("person", "course").get(pk=payload["claim_id"])
    context = {"claim": claim, "url": absolute(reverse("courses:prior"))}
    write_to(claim.person, "prior_decided", key=f"mail:prior.decided:{claim.pk}", context=context)


def _about(session: Session) -> dict:
    starts_at = timezone.localtime(session.starts_at)
    return {"title": session.activity.title, "place": session.place, "day": date_format(starts_at, "l, F j, g:i a")}
