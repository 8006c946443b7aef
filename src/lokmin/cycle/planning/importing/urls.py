"""Routes of importing a plan, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.planning.importing import views

urlpatterns = [
    path("rencana/impor/", views.home, name="import_home"),
    path("rencana/impor/isi-templat/", views.fill, name="import_fill"),
    path("rencana/impor/<int:file>/", views.review, name="import_review"),
]
