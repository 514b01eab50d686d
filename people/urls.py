"""Addresses of HR's people pages and of everyone's own page."""

from django.urls import path

from people.views import invitations, listing, me, merges, move, person, roster, undo

app_name = "people"
urlpatterns = [
    path("", listing.people, name="list"),
    path("me/", me.me, name="me"),
    path("add/", person.add, name="add"),
    # one person
    path("staff/<str:number>/", person.show, name="person"),
    path("staff/<str:number>/end/", person.end, name="end"),
    path("staff/<str:number>/keep/", person.keep, name="keep"),
    path("staff/<str:number>/email/", person.email, name="email"),
    path("staff/<str:number>/roles/", person.give_role, name="give_role"),
    path("staff/<str:number>/roles/<int:pk>/end/", person.end_role_of, name="end_role"),
    path("staff/<str:number>/jobs/<int:pk>/move/", move.move, name="move"),
    path("staff/<str:number>/jobs/<int:pk>/stay/", move.stay, name="stay"),
    path("staff/<str:number>/invite/", invitations.invite_one, name="invite"),
    path("staff/<str:number>/withdraw/", invitations.withdraw_all, name="withdraw"),
    # one person twice
    path("duplicates/", merges.duplicates, name="duplicates"),
    path("duplicates/pick/", merges.pick, name="pick"),
    path("duplicates/<str:number>/<str:other>/", merges.merge, name="merge"),
    path("merges/<int:pk>/undo/", merges.unmerge, name="unmerge"),
    # many at once
    path("invitations/", invitations.overview, name="invitations"),
    path("invitations/links/", invitations.send_links, name="send_links"),
    path("invitations/codes/", invitations.print_codes, name="print_codes"),
    path("roster/", roster.upload, name="roster"),
    path("roster/template.csv", roster.template_file, name="roster_template"),
    path("roster/<uuid:key>/", roster.check, name="roster_check"),
    path("roster/<uuid:key>/apply/", roster.apply, name="roster_apply"),
    path("roster/<uuid:key>/again/", roster.again, name="roster_again"),
    path("roster/<uuid:key>/discard/", roster.discard, name="roster_discard"),
    path("roster/<uuid:key>/undo/", undo.undo, name="roster_undo"),
    path("roster/<uuid:key>/file/", roster.file, name="roster_file"),
]
