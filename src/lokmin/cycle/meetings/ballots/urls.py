"""Routes of ballots, below one meeting."""

from django.urls import path

from lokmin.cycle.meetings.ballots import views

urlpatterns = [
    path("lokmin/<int:pk>/suara/", views.ballots, name="ballots"),
    path("lokmin/<int:pk>/suara/buka/", views.new, name="ballot_new"),
    path("lokmin/<int:pk>/suara/<int:ballot>/", views.ballot, name="ballot"),
    path("lokmin/<int:pk>/suara/<int:ballot>/batal/", views.cancel, name="ballot_cancel"),
    path("lokmin/<int:pk>/suara/<int:ballot>/kertas/", views.paper, name="ballot_paper"),
    path("lokmin/<int:pk>/suara/<int:ballot>/<str:what>/", views.act, name="ballot_act"),
]
