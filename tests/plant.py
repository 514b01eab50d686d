"""Things of Ana's that could leak, made on the demo district, for the suites that open every address."""

import uuid
from types import SimpleNamespace

from django.apps import apps
from django.utils import timezone

from certificates.models import Credential
from courses.actions import open_attempt, open_practice, refer, report_problem, save_draft
from courses.actions.quizzes import answers_place
from courses.models import Attempt, CoursePage, Enrollment
from courses.views.answers import as_saved
from goals.models import RubricVersion
from people.actions import add_holiday, invite
from people.models import DutyCalendar, Invitation, JobFamily, Person, RoleGrant, RosterLoad
from scenarios.actions import begin_calibration, keep_comment, make_reply, send_score, take_lease
from scenarios.actions.moves import draft_place
from scenarios.models import MarkingTask, ScenarioPage
from scenarios.permissions import practice_library
from tests.compliance.planted import allowed, audited, away, held, laddered, reported, required_of, written_to
from tests.planted import TODAY, merged, off_screen, on_paper, past, quoted, roster

NUMBERS = {
    "ana": "100101",
    "dario": "100109",
    "bruno": "100102",
    "tomas": "100103",
    "mei": "100104",
    "helen": "100106",
    "lena": "100107",
    "paul": "100108",
}
PEOPLE = ("stranger", *NUMBERS)
# Words that Ana wrote for herself alone. They may stand on nobody else's page.
PRIVATE = "plantain seven thirty-one"
SELF = {"accurate": 3, "complete": 3, "courteous": 3, "empathy": 3}
REPLY = (
    "Good morning, thank you for writing to us. I am sorry that you had to wait. I will ask the assistant principal "
    "and call you back by 10:00 today at the number you gave."
)
QUESTION_KINDS = ("singlechoice", "multiplechoice", "shorttext", "order", "match")


def plant() -> SimpleNamespace:
    """Things of Ana's that could leak, made on the demo district; returns what the addresses are built from."""
    people = {name: Person.objects.get(username=number) for name, number in NUMBERS.items()}
    ana, tomas, helen = people["ana"], people["tomas"], people["helen"]
    now = timezone.now()
    enrollment = Enrollment.objects.open().get(person=ana, course__slug="empathy-and-trust")
    items = {kind: [] for kind in ("lesson", "quiz", "scenario", "survey")}
    for item in enrollment.items.select_related("item__activity").order_by("order"):
        items[item.item.kind].append(item)
    spoken, unopened = items["scenario"][:2]
    conversation = opened(enrollment, spoken)
    make_reply(attempt=conversation, text=REPLY, self_levels=SELF, client_key=uuid.uuid4())
    save_draft(person=ana, place=draft_place(conversation), text=PRIVATE, turn=1)
    survey = opened(enrollment, items["survey"][0])
    save_draft(person=ana, place=answers_place(survey), text=private_answers(survey), turn=1)
    library = practice_library().order_by("pk").first()
    practice = open_practice(person=ana, activity=library, key=uuid.uuid4())
    make_reply(attempt=practice, text=f"{REPLY} {PRIVATE}", self_levels=SELF, client_key=uuid.uuid4())
    report_problem(person=ana, place="Lesson 3", text="A word is missing.", client_key=uuid.uuid4())
    page = CoursePage.objects.get(slug="empathy-and-trust")
    credential = Credential.objects.get(person=people["bruno"])
    # What she did long ago does not count, so there is something to allow.
    rule = {"cadence": "once", "due": {"days": 30, "after": "assignment"}, "freshness": None}
    required = required_of(JobFamily.objects.get(slug="front-office"), enrollment.course, helen, rule=rule)
    given = allowed(ana, required, helen)
    first, second = MarkingTask.objects.waiting().new_to(tomas).order_by("created_at")[:2]
    begin_calibration(person=people["mei"])
    comment = keep_comment(person=tomas, text="Say the day first.", shared=True)
    return SimpleNamespace(
        people=people,
        course="empathy-and-trust",
        round=enrollment.pk,
        item=unopened.item_id,
        activity=items["lesson"][0].item.activity.key,
        lesson=of(enrollment, items["lesson"][0]).key,
        quiz=of(enrollment, items["quiz"][0]).key,
        survey=survey.key,
        conversation=conversation.key,
        practice=practice.key,
        practice_activity=library.key,
        first_move=1,
        task=leased(first, tomas, now).pk,
        sent=scored(second, tomas, now).pk,
        comment=comment.pk,
        scored_conversation=Attempt.objects.get(person=people["bruno"], scored_at__isnull=False).key,
        picture="0" * 64 + ".webp",
        width=640,
        upload="original_images/none.png",
        number=ana.username,
        unit="cedar-middle",
        referral=referred(ana, people["bruno"], library).pk,
        audience=required.audience.slug,
        requirement=required.slug,
        requirement_shared="service-basics",
        other_requirement="every-school-year",
        assignment=given.assignment.pk,
        extension=given.extension.pk,
        hold=held(ana, given.assignment, helen).pk,
        wish=given.wish.key,
        **written_to(ana),
        away=away(people["dario"], helen).pk,
        audit=audited(helen).key,
        transcript=on_paper(ana).key,
        **reported(helen),
        ladder=laddered(enrollment.course, helen).slug,
        marker_number=people["mei"].username,
        grant=RoleGrant.objects.filter(person=people["mei"]).first().pk,
        roster=roster(helen).key,
        applied_roster=RosterLoad.objects.get(state="applied").key,
        job=ana.jobs.get().pk,
        other_number=people["dario"].username,
        merge=merged(helen).pk,
        kind="csv",
        **off_screen(people),
        past=past(helen).key,
        holiday=add_holiday(name="Fall break", starts_on=TODAY, ends_on=TODAY, actor=helen).pk,
        calendar=DutyCalendar.objects.create(name="Drivers", paid_time_only=True).pk,
        token="not-a-link-that-was-ever-sent",
        uid="1",
        reset_key="no-such-key",
        certificate=credential.public_id,
        issue=credential.issues.first().number,
        course_page=page.pk,
        **quoted(tomas, page.pk),
        **questions(),
        rubric=RubricVersion.objects.get().pk,
        scenario_page=ScenarioPage.objects.get(slug="first-day-bus").pk,
        course_page_url=f"/pages/{page.slug}/",  # where Wagtail serves it; the page itself names the player
        code=invite(person=Person.objects.get(username="100110"), kind=Invitation.Kind.CODE, actor=helen)[1],
    )


def questions() -> dict:
    """One of each kind from the bank of the course."""
    models = {kind: apps.get_model("courses", f"{kind}question") for kind in QUESTION_KINDS}
    return {f"{kind}_question": model.objects.first().pk for kind, model in models.items()}


def opened(enrollment, item) -> Attempt:
    return open_attempt(enrollment=enrollment, item=item, key=uuid.uuid4())


def referred(person, by, to):
    return refer(person=person, to=to, reason="For the first day of school.", by=by, client_key=uuid.uuid4())


def of(enrollment, item) -> Attempt:
    return Attempt.objects.filter(enrollment=enrollment, activity=item.item.activity).latest("started_at")


def private_answers(survey: Attempt) -> str:
    """A reflection under way, as the page would have kept it."""
    question = next(one for one in survey.version.definition["questions"] if one["kind"] == "text")
    return as_saved({question["id"]: {"text": PRIVATE}})


def leased(task, marker, now):
    return take_lease(task=task, marker=marker, now=now)


def scored(task, marker, now):
    """Sent by this marker, so that the page after sending has something to show."""
    definition = leased(task, marker, now).move.attempt.version.definition
    gates = {gate["key"]: True for gate in definition["gates"]}
    levels = {"accurate": 3, "complete": 3, "courteous": 3, "empathy": 3}
    words = {"note": "Say the day first.", "client_key": uuid.uuid4(), "now": now}
    send_score(task=task, marker=marker, levels=levels, gates=gates, **words)
    return task
