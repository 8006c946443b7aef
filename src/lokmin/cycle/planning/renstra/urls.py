"""Routes of the five-year plan, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.planning.renstra import views

urlpatterns = [
    path("rencana/renstra/", views.present, name="renstra_present"),
    path("rencana/renstra/<int:year>/", views.renstra, name="renstra"),
    path("rencana/renstra/<int:year>/isi/", views.begin, name="renstra_begin"),
    path("rencana/renstra/<int:year>/tambah/", views.add, name="renstra_add"),
    path("rencana/renstra/<int:year>.<str:ending>", views.file, name="renstra_file"),
    path("rencana/renstra/baris/<int:line>/ubah/", views.edit, name="renstra_edit"),
    path("rencana/renstra/baris/<int:line>/hapus/", views.remove, name="renstra_remove"),
]
