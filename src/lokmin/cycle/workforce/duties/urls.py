"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.workforce.duties import papers, views

urlpatterns: list[URLPattern] = [
    path("tenaga/tugas/", views.home, name="duties"),
    path("tenaga/tugas/siapkan/", views.begin, name="duties_begin"),
    path("tenaga/tugas/<int:staff>/", views.one, name="duty"),
    path("tenaga/tugas/<int:staff>/ubah/", views.edit, name="duty_edit"),
    path("tenaga/tugas/<int:staff>/cetak.<str:ending>", papers.one, name="duty_file"),
    path("tenaga/tugas/semua.<str:ending>", papers.everybody, name="duties_file"),
    path("tenaga/tugas/setuju/<int:sheet>/", views.acknowledge, name="duty_acknowledge"),
]
