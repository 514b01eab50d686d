"""Addresses of learning. Keys are the attempts' own; whose they are is checked by each view."""

from django.urls import path

from courses.release.media import media
from courses.views import (
    catalog,
    drafts,
    enroll,
    items,
    lesson,
    observed,
    off_screen,
    past,
    prior,
    problems,
    quiz,
    record,
    referrals,
    session_desk,
    sessions,
    survey,
)

app_name = "courses"
urlpatterns = [
    path("", catalog.catalog, name="catalog"),
    path("record/", record.record, name="record"),
    path("drafts/", drafts.draft, name="draft"),
    path("problem/", problems.report, name="report_problem"),
    path("refer/<str:number>/", referrals.refer_person, name="refer"),
    path("refer/<str:number>/<int:pk>/withdraw/", referrals.withdraw, name="withdraw_referral"),
    path("referred/<int:pk>/put-away/", referrals.put_referral_away, name="put_referral_away"),
    path("enroll/", enroll.enroll_people, name="enroll_people"),
    path("enroll/<slug:slug>/done/", enroll.enrolled, name="enrolled"),
    path("rounds/<int:round_id>/items/<int:item_id>/", items.open_item, name="open_item"),
    path("activity/<uuid:key>/", items.activity, name="activity"),
    path("practice/<uuid:key>/", items.practice, name="practice"),
    path("lessons/<uuid:key>/", lesson.lesson, name="lesson"),
    path("quizzes/<uuid:key>/", quiz.quiz, name="quiz"),
    path("reflections/<uuid:key>/", survey.survey, name="survey"),
    # in a room
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/plan/", session_desk.plan, name="session_plan"),
    path("sessions/<uuid:key>/", sessions.session, name="session"),
    path("sessions/<uuid:key>/join/", sessions.join, name="session_join"),
    path("sessions/<uuid:key>/leave/", sessions.leave, name="session_leave"),
    path("sessions/<uuid:key>/code/", sessions.code, name="session_code"),
    path("sessions/<uuid:key>/desk/", session_desk.desk, name="session_desk"),
    path("sessions/<uuid:key>/list/", session_desk.take_list, name="session_list"),
    path("sessions/<uuid:key>/back/<int:pk>/", session_desk.take_back, name="session_back"),
    path("sessions/<uuid:key>/cancel/", session_desk.cancel, name="session_cancel"),
    path("kiosk/<uuid:kiosk>/", sessions.kiosk, name="kiosk"),
    path("away/<uuid:key>/", off_screen.off_screen, name="off_screen"),
    # real calls
    path("observed/", observed.calls, name="observed"),
    path("observed/pick/", observed.pick, name="observed_pick"),
    path("observed/<str:number>/<slug:slug>/", observed.observe, name="observe"),
    # learned elsewhere
    path("prior/", prior.prior, name="prior"),
    path("prior/waiting/", prior.queue, name="prior_queue"),
    path("prior/<uuid:key>/", prior.decide, name="prior_decide"),
    path("prior/<uuid:key>/file/", prior.file, name="prior_file"),
    # what was finished before
    path("past/", past.upload, name="past"),
    path("past/template.csv", past.template_file, name="past_template"),
    path("past/<uuid:key>/", past.check, name="past_check"),
    path("past/<uuid:key>/apply/", past.apply, name="past_apply"),
    path("past/<uuid:key>/again/", past.again, name="past_again"),
    path("past/<uuid:key>/discard/", past.discard, name="past_discard"),
    path("past/<uuid:key>/undo/", past.undo, name="past_undo"),
    path("past/<uuid:key>/file/", past.file, name="past_file"),
    path("media/<str:name>/<int:width>/", media, name="media"),
    path("<slug:slug>/", catalog.course, name="course"),
    path("<slug:slug>/join/", catalog.join, name="join"),
    path("<slug:slug>/start/", catalog.begin, name="start"),
    path("<slug:slug>/new/", catalog.take_new_part, name="take_new"),
]
