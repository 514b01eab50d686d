"""The one address of this room, for the machine that watches the site."""

from django.urls import path

from outbox import views

urlpatterns = [path("healthz", views.healthz, name="healthz")]
