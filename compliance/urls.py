"""Who must do what by when: pages of the person, of the supervisor, of human resources."""

from django.urls import path

from compliance.views import district, people, record

app_name = "compliance"
urlpatterns = [
    # human resources
    path("", district.overview, name="overview"),
    path("units/<slug:slug>/", district.unit, name="unit"),
    path("list/", district.people, name="list"),
    path("list.csv", district.people_csv, name="list_csv"),
    # one person, and who answers for them
    path("mine/", record.own, name="mine"),
    path("my-people/", people.my_people, name="my_people"),
    path("my-people.csv", people.my_people_csv, name="my_people_csv"),
    path("people/<str:number>/", record.record, name="record"),
    path("people/<str:number>/record.xlsx", record.everything, name="everything"),
]
