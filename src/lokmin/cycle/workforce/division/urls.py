"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.workforce.division import views

urlpatterns: list[URLPattern] = [
    path("tenaga/pembagian/", views.home, name="division"),
    path("tenaga/pembagian/ubah/", views.edit, name="division_edit"),
    path("tenaga/pembagian/tugas/<str:task>/", views.one, name="division_task"),
    path("tenaga/pembagian/tugas/<str:task>/pelaksana/", views.members, name="division_members"),
    path("tenaga/pembagian/berkas/kesepakatan.<str:ending>", views.agreement, name="division_agreement"),
]
