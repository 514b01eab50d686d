from django.urls import path

from outbox import views

urlpatterns = [path("healthz", views.healthz, name="healthz")]
