"""Routes of proposals, below one meeting."""

from django.urls import path

from lokmin.cycle.meetings.proposals import views

urlpatterns = [
    path("lokmin/<int:pk>/usul/", views.proposals, name="proposals"),
    path("lokmin/<int:pk>/usul/<int:proposal>/", views.change, name="proposal"),
    path("lokmin/<int:pk>/usul/<int:proposal>/tetapkan/", views.confirm, name="proposal_confirm"),
    path("lokmin/<int:pk>/usul/<int:proposal>/tolak/", views.refuse, name="proposal_refuse"),
]
