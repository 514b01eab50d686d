"""Who must do what by when: pages of the person, of the supervisor, of human resources."""

from django.urls import path

from compliance.views import (
    adjust,
    audit,
    bulk,
    district,
    exceptions,
    leave,
    own_letters,
    past_day,
    people,
    record,
    reminders,
    reports,
    rules,
    saved,
    sharing,
    stop,
    why,
)

app_name = "compliance"
urlpatterns = [
    # human resources
    path("", district.overview, name="overview"),
    path("day/", past_day.past_day, name="past_day"),
    path("day/people/", past_day.past_people, name="past_people"),
    path("units/<slug:slug>/", district.unit, name="unit"),
    path("list/", district.people, name="list"),
    path("list.csv", district.people_csv, name="list_csv"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("exceptions/", exceptions.queue, name="exceptions"),
    path("exceptions/counts/", exceptions.count, name="exception_counts"),
    path("exceptions/<slug:first>/<slug:second>/", sharing.pair, name="shared_course"),
    # away from work
    path("leave/", leave.leaves, name="leave"),
    path("leave/<str:number>/", leave.leave_of, name="leave_of"),
    path("leave/<str:number>/<int:pk>/", leave.leave_change, name="leave_change"),
    # what an auditor is given
    path("audit/", audit.exports, name="audit"),
    path("audit/<uuid:key>/", audit.state, name="audit_state"),
    path("audit/<uuid:key>/<slug:kind>/", audit.file, name="audit_file"),
    # filters with a name, and their counts by mail
    path("views/", saved.views, name="views"),
    path("views/new/", saved.new, name="new_view"),
    path("views/<uuid:key>/", saved.view, name="view"),
    path("views/<uuid:key>/delete/", saved.delete, name="delete_view"),
    path("views/<uuid:key>/take-over/", saved.take_over, name="take_over_view"),
    path("views/<uuid:key>/report/", reports.new_report, name="new_report"),
    path("reports/<uuid:key>/", reports.report, name="report"),
    path("reports/<uuid:key>/pause/", reports.change_report, {"verb": "pause"}, name="pause_report"),
    path("reports/<uuid:key>/resume/", reports.change_report, {"verb": "resume"}, name="resume_report"),
    path("reports/<uuid:key>/stop/", reports.change_report, {"verb": "stop"}, name="stop_report"),
    path("reports/<uuid:key>/readers/<str:number>/remove/", reports.remove_reader, name="remove_reader"),
    # what is required, and of whom
    path("rules/", rules.rules, name="rules"),
    path("groups/new/", rules.new_audience, name="new_audience"),
    path("groups/count/", rules.count_audience, name="count_audience"),
    path("groups/<slug:slug>/", rules.audience, name="audience"),
    path("requirements/new/", rules.new_requirement, name="new_requirement"),
    path("requirements/<slug:slug>/", rules.requirement, name="requirement"),
    path("requirements/<slug:slug>/change/", rules.change_requirement, name="change_requirement"),
    path("requirements/<slug:slug>/retire/", rules.retire_requirement, name="retire"),
    # what is allowed to one person
    path("assignments/<int:pk>/adjust/", adjust.adjust, name="adjust"),
    path("assignments/<int:pk>/ask/", adjust.ask, name="ask"),
    path("adjustments/<int:pk>/void/", adjust.void, name="void"),
    path("requests/<uuid:key>/", adjust.answer, name="answer"),
    # reminders: the ledger, the letters, and one's own
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/templates/", reminders.templates, name="templates"),
    path("reminders/templates/new/", reminders.template, name="new_template"),
    path("reminders/templates/<int:pk>/", reminders.template, name="template"),
    path("letters/", own_letters.letters, name="letters"),
    path("stop/<str:token>/", stop.stop, name="stop"),
    path("letters/<uuid:uuid>/", reminders.letter, name="letter"),
    path("letters/<uuid:uuid>/again/", reminders.again, name="letter_again"),
    path("calendar/new/", own_letters.calendar_new, name="calendar_new"),
    path("calendar/end/", own_letters.calendar_end, name="calendar_end"),
    path("calendar/<slug:secret>.ics", own_letters.calendar, name="calendar"),
    # one person, and who answers for them
    path("mine/", record.own, name="mine"),
    path("my-people/", people.my_people, name="my_people"),
    path("my-people.csv", people.my_people_csv, name="my_people_csv"),
    path("people/<str:number>/", record.record, name="record"),
    path("people/<str:number>/why/<slug:slug>/", why.why, name="why"),
]
