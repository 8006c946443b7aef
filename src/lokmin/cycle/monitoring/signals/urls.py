"""Routes of the signals, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.monitoring.signals import views

urlpatterns = [
    path("sinyal/", views.overview, name="signals"),
    path("sinyal/<str:code>/<str:place>/", views.one, name="signal"),
]
