"""Routes of what a meeting looks back on, below one meeting."""

from django.urls import path

from lokmin.cycle.meetings.lookback import views

urlpatterns = [
    path("lokmin/<int:pk>/mutu/", views.answer, name="flag_answer"),
]
