"""Addresses of practice and of the marking desk. Keys are the attempts' own; whose they are each view checks."""

from django.urls import path

from scenarios.views import debrief, desk, feedback, library, play

app_name = "scenarios"
urlpatterns = [
    path("", library.library, name="library"),
    path("start/<uuid:activity>/", library.start, name="start"),
    path("marking/", desk.queue, name="desk"),
    path("marking/next/", desk.open_next, name="next"),
    path("marking/<int:pk>/", desk.mark, name="mark"),
    path("marking/<int:pk>/open/", desk.open_reply, name="open"),
    path("marking/<int:pk>/keep/", desk.keep, name="keep"),
    path("marking/<int:pk>/hand-back/", desk.give_back, name="hand_back"),
    path("marking/<int:pk>/sent/", desk.sent, name="sent"),
    path("<uuid:key>/", play.play, name="play"),
    path("<uuid:key>/move/", play.move, name="move"),
    path("<uuid:key>/debrief/", debrief.debrief, name="debrief"),
    path("<uuid:key>/finish/", debrief.finish, name="finish"),
    path("<uuid:key>/from/<int:number>/", debrief.again_from, name="again_from"),
    path("<uuid:key>/feedback/", feedback.feedback, name="feedback"),
    path("<uuid:key>/hand-in/", feedback.hand_in, name="hand_in"),
    path("<uuid:key>/again/", feedback.again, name="again"),
    path("<uuid:key>/delete/", library.delete, name="delete"),
]
