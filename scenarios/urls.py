"""Addresses of practice and of the marking desk. Keys are the attempts' own; whose they are each view checks."""

from django.urls import path

from scenarios.views import (
    agreement,
    calibration,
    comments,
    debrief,
    desk,
    explain,
    feedback,
    library,
    markers,
    marking,
    mended,
    play,
)

app_name = "scenarios"
urlpatterns = [
    path("", library.library, name="library"),
    path("start/<uuid:activity>/", library.start, name="start"),
    path("marking/", desk.queue, name="desk"),
    path("marking/next/", desk.open_next, name="next"),
    path("marking/agreement/", agreement.agreement, name="agreement"),
    path("marking/calibration/", calibration.overview, name="calibration"),
    path("marking/calibration/begin/", calibration.begin, name="begin_calibration"),
    path("marking/calibration/<int:number>/", calibration.sample, name="sample"),
    path("marking/comments/", comments.comments, name="comments"),
    path("marking/comments/<int:pk>/drop/", comments.drop, name="drop_comment"),
    path("marking/markers/", markers.markers, name="markers"),
    path("marking/mended/", mended.mended, name="mended"),
    path("marking/mended/<int:pk>/yes/", mended.agree, name="agree_to_lower"),
    path("marking/mended/<int:pk>/leave/", mended.leave, name="leave_as_it_is"),
    path("marking/<int:pk>/", marking.mark, name="mark"),
    path("marking/<int:pk>/open/", desk.open_reply, name="open"),
    path("marking/<int:pk>/keep/", marking.keep, name="keep"),
    path("marking/<int:pk>/hand-back/", marking.give_back, name="hand_back"),
    path("marking/<int:pk>/sent/", marking.sent, name="sent"),
    path("<uuid:key>/", play.play, name="play"),
    path("<uuid:key>/move/", play.move, name="move"),
    path("<uuid:key>/debrief/", debrief.debrief, name="debrief"),
    path("<uuid:key>/finish/", debrief.finish, name="finish"),
    path("<uuid:key>/from/<int:number>/", debrief.again_from, name="again_from"),
    path("<uuid:key>/feedback/", feedback.feedback, name="feedback"),
    path("<uuid:key>/hand-in/", feedback.hand_in, name="hand_in"),
    path("<uuid:key>/again/", feedback.again, name="again"),
    path("<uuid:key>/score/", explain.how_scored, name="how_scored"),
    path("<uuid:key>/dispute/", explain.dispute, name="dispute"),
    path("<uuid:key>/delete/", library.delete, name="delete"),
]
