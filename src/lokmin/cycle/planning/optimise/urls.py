"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.planning.optimise import views

urlpatterns: list[URLPattern] = [
    path("rencana/jadwal/", views.now, name="optimise_now"),
    path("rencana/jadwal/<int:year>/", views.home, name="optimise"),
    path("rencana/jadwal/<int:year>/hitung/", views.compute, name="optimise_compute"),
    path("rencana/jadwal/usulan/<int:run>/", views.run, name="optimise_run"),
    path("rencana/jadwal/usulan/<int:run>/pakai/", views.take, name="optimise_take"),
    path("rencana/jadwal/usulan/<int:run>/tinggalkan/", views.leave, name="optimise_leave"),
]
