"""Routes of the two faces, below one meeting."""

from django.urls import path

from lokmin.cycle.meetings.hall import views

urlpatterns = [
    path("lokmin/<int:pk>/ruang/", views.wall, name="hall"),
    path("lokmin/<int:pk>/kursi/", views.chair, name="chair"),
    path("lokmin/<int:pk>/kursi/<int:item>/", views.lead, name="lead"),
    path("lokmin/<int:pk>/layar/", views.show, name="show"),
]
