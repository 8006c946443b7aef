"""The answer page of a letter, opened by its token alone."""

from django.urls import path

from lokmin.cycle.meetings.preparing.views import answers

urlpatterns = [
    path("undangan/<str:token>/", answers.by_letter, name="invitation"),
]
