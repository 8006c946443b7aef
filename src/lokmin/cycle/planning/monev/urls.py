"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.planning.monev import views

urlpatterns: list[URLPattern] = [
    path("rencana/monev/", views.now, name="monev_now"),
    path("rencana/monev/<int:year>/", views.home, name="monev"),
    path("rencana/monev/<int:year>/susun/", views.propose, name="monev_propose"),
    path("rencana/monev/<int:year>/unduh/monev.<str:ending>", views.file, name="monev_file"),
    path("rencana/monev/baris/<int:pk>/", views.line, name="monev_line"),
    path("rencana/monev/baris/<int:pk>/hapus/", views.drop, name="monev_drop"),
    path("rencana/monev/kegiatan/<int:pk>/tambah/", views.add, name="monev_add"),
    path("rencana/monev/<int:year>/lp-ls/", views.integration, name="integration"),
    path("rencana/monev/<int:year>/lp-ls/komitmen/", views.promises, name="integration_promises"),
    path(
        "rencana/monev/<int:year>/lp-ls/unduh/integrasi.<str:ending>", views.integration_file, name="integration_file"
    ),
    path("rencana/monev/lp-ls/kegiatan/<int:pk>/", views.support, name="support"),
    path("rencana/monev/lp-ls/<int:pk>/hapus/", views.unsupport, name="unsupport"),
]
