"""The answer page of a letter and the public box, each opened by its address alone."""

from django.urls import path

from lokmin.cycle.meetings.preparing.views import answers, public

urlpatterns = [
    path("undangan/<str:token>/", answers.by_letter, name="invitation"),
    path("masukan/<str:code>/", public.box, name="public_box"),
]
