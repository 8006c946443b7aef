"""Routes of the RUK, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.planning.ruk import views

urlpatterns = [
    path("rencana/ruk/", views.newest, name="ruk_newest"),
    path("rencana/ruk/<int:year>/", views.ruk, name="ruk"),
    path("rencana/ruk/<int:year>/tambah/", views.add, name="ruk_add"),
    path("rencana/ruk/<int:year>/usulan/", views.sources, name="ruk_sources"),
    path("rencana/ruk/<int:year>/tabel/", views.table, name="ruk_table"),
    path("rencana/ruk/<int:year>/pendanaan/", views.funding, name="ruk_funding"),
    path("rencana/ruk/<int:year>/kaitkan/", views.connect, name="ruk_connect"),
    path("rencana/ruk/<int:year>/benang/", views.year_threads, name="ruk_threads"),
    path("rencana/ruk/<int:year>/benang.xlsx", views.threads_book, name="ruk_threads_book"),
    path("rencana/ruk/<int:year>.<str:ending>", views.file, name="ruk_file"),
    path("rencana/ruk/baris/<int:item>/", views.item, name="ruk_item"),
    path("rencana/ruk/baris/<int:item>/ubah/", views.edit, name="ruk_edit"),
    path("rencana/ruk/baris/<int:item>/hapus/", views.remove, name="ruk_remove"),
]
