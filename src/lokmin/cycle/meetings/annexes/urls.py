"""Routes of what lies before a meeting, below one meeting."""

from django.urls import path

from lokmin.cycle.meetings.annexes import views

urlpatterns = [
    path("lokmin/<int:pk>/lampiran/", views.annexes, name="annexes"),
    path("lokmin/<int:pk>/lampiran/<slug:code>/", views.annex, name="annex"),
    path("lokmin/<int:pk>/lampiran/<slug:code>/tarik/", views.refresh, name="annex_refresh"),
    path("lokmin/<int:pk>/lampiran/<slug:code>/setuju/", views.approve, name="annex_approve"),
]
