"""Routes of the situation analysis, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.planning.situation import views

urlpatterns = [
    path("rencana/situasi/", views.newest, name="situation_newest"),
    path("rencana/situasi/<int:year>/", views.situation, name="situation"),
    path("rencana/situasi/<int:year>/tempel/", views.paste, name="situation_paste"),
    path("rencana/situasi/<int:year>.<str:ending>", views.file, name="situation_file"),
]
