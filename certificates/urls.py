"""Certificates: mine, all issued (human resources), the PDF, records on paper, and the public check."""

from django.urls import path

from certificates import views, views_hr, views_transcripts

app_name = "certificates"
urlpatterns = [
    path("certificates/", views.mine, name="mine"),
    path("certificates/issued/", views_hr.issued, name="issued"),
    path("certificates/issued/<str:public_id>/", views_hr.manage, name="manage"),
    path("certificates/issued/<str:public_id>/revoke/", views_hr.revoke, name="revoke"),
    path("certificates/issued/<str:public_id>/restore/", views_hr.restore, name="restore"),
    path("certificates/issued/<str:public_id>/reissue/", views_hr.reissue, name="reissue"),
    path("certificates/records/<str:number>/", views_transcripts.transcripts, name="transcripts"),
    path("certificates/records/<str:number>/<uuid:key>/", views_transcripts.state, name="transcript_state"),
    path("certificates/records/<str:number>/<uuid:key>.pdf", views_transcripts.pdf, name="transcript_pdf"),
    path("certificates/<str:public_id>/", views.view, name="view"),
    path("certificates/<str:public_id>/<int:number>.pdf", views.pdf, name="pdf"),
    path("c/", views.look_up, name="look_up"),
    path("c/<str:public_id>/", views.check, name="check"),
]
