"""Letters that follow from what happened in the rooms below, and the district's scheduled publishing.

A letter is an outbox message of its own, so that a mail server that is down delays the letter and nothing else.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from certificates.models import Credential
from courses.models import Attempt, ProblemReport
from lms.statistics import renew_statistics
from outbox.actions import promise
from outbox.registry import every, handles
from people.district import district
from people.models import Person, Role, RoleGrant
from scenarios.admissions import eyes_for
from scenarios.models import Admission, MarkingTask


@handles("reply.scored")
def tell_reply_is_scored(payload):
    attempt = Attempt.objects.select_related("person", "version").get(pk=payload["attempt_id"])
    write_to(
        attempt.person,
        "reply_scored",
        key=f"mail:reply.scored:{attempt.pk}:{attempt.scored_at:%Y%m%d%H%M%S}",
        context={"title": attempt.version.title, "url": absolute(reverse("scenarios:feedback", args=[attempt.key]))},
    )


@handles("reply.handed_back")
def tell_reply_came_back(payload):
    tasks = MarkingTask.objects.select_related("move__attempt__person", "move__attempt__version")
    task = tasks.get(pk=payload["task_id"])
    attempt = task.move.attempt
    url = absolute(reverse("scenarios:play", args=[attempt.key]))
    write_to(
        attempt.person,
        "reply_handed_back",
        key=f"mail:reply.handed_back:{task.pk}",
        context={"title": attempt.version.title, "note": task.handed_back_note, "url": url},
    )


@handles("dispute.answered")
def tell_dispute_is_answered(payload):
    tell_what_counts_now(payload, "dispute.answered")


@handles("score.changed")
def tell_score_changed(payload):
    tell_what_counts_now(payload, "score.changed")


def tell_what_counts_now(payload, news: str) -> None:
    """To the writer, with the page of how the score came about. The letter is named as the news is."""
    attempt = Attempt.objects.select_related("person", "version").get(pk=payload["attempt_id"])
    url = absolute(reverse("scenarios:how_scored", args=[attempt.key]))
    write_to(
        attempt.person,
        news.replace(".", "_"),
        key=f"mail:{news}:{payload['score_id']}",
        context={"title": attempt.version.title, "url": url},
    )


@handles("admission.ends")
def tell_admission_ends(payload):
    admission = Admission.objects.select_related("person").get(pk=payload["admission_id"])
    day = date_format(admission.last_day, "l, F j, Y")
    write_to(
        admission.person,
        "admission_ends",
        key=f"mail:admission.ends:{admission.pk}",
        context={"day": day, "url": absolute(reverse("scenarios:calibration"))},
    )


@handles("look.owed")
def tell_the_outsider(payload):
    """Markers look at the desk; the outsider looks only when there is nobody else."""
    task = MarkingTask.objects.select_related("move__attempt__person", "move__attempt__version").get(
        pk=payload["task_id"]
    )
    eyes = eyes_for([task], timezone.localdate())
    named = eyes.outsider_for(task)
    if named and task.done_at is None and eyes.nobody_new_to(task):
        write_to(
            named.person,
            "look_owed",
            key=f"mail:look.owed:{task.pk}:{named.person_id}",
            context={"title": task.move.attempt.version.title, "url": absolute(reverse("scenarios:desk"))},
        )


@handles("looks.stuck")
def tell_administrators_that_nobody_can_score(payload):
    today = timezone.localdate()
    for grant in RoleGrant.objects.held(today).filter(role=Role.ADMIN).select_related("person"):
        write_to(
            grant.person,
            "looks_stuck",
            key=f"mail:looks.stuck:{today}:{grant.person_id}",
            context={"count": payload["count"], "url": absolute(reverse("scenarios:markers"))},
        )


@handles("certificate.ready")
def tell_certificate_is_ready(payload):
    credential = Credential.objects.select_related("person").get(pk=payload["credential_id"])
    write_to(
        credential.person,
        "certificate_ready",
        key=f"mail:certificate.ready:{credential.pk}:{credential.issues.count()}",
        context={"title": credential.issues.first().title, "url": absolute(reverse("certificates:mine"))},
    )


@handles("problem.reported")
def tell_trainers_of_a_problem(payload):
    report = ProblemReport.objects.select_related("person").get(pk=payload["report_id"])
    grants = RoleGrant.objects.held(timezone.localdate()).filter(role=Role.TRAINER).select_related("person")
    for person in {grant.person for grant in grants}:
        write_to(
            person,
            "problem_reported",
            key=f"mail:problem:{report.pk}:{person.pk}",
            context={"report": report, "url": absolute(reverse("wagtailadmin_home"))},
        )


def write_to(person: Person, letter: str, *, key: str, context: dict) -> None:
    """Promise one letter, in words of `templates/lms/mail/<letter>.txt`; its first line is the subject."""
    if not person.email or not person.may_sign_in():
        return
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(
            f"lms/mail/{letter}.txt", {"person": person, "district_name": district().name, **context}
        )
    subject, body = text.strip().split("\n", 1)
    payload = {"to": person.email, "subject": subject.strip(), "text": body.strip() + "\n"}
    promise(topic="mail", key=key, payload=payload)


@handles("mail")
def send_letter(payload):
    send_mail(payload["subject"], payload["text"], settings.DEFAULT_FROM_EMAIL, [payload["to"]])


@every(minutes=6 * 60, topic="database.statistics")
def look_at_the_tables(payload):
    if connection.vendor == "sqlite":
        renew_statistics()


@every(minutes=5, topic="publishing.due")
def publish_what_is_scheduled(payload):
    call_command("publish_scheduled", verbosity=0)


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
