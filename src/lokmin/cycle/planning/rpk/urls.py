"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.planning.rpk import views

urlpatterns: list[URLPattern] = [
    path("rencana/rpk/", views.now, name="rpk_now"),
    path("rencana/rpk/<int:year>/", views.home, name="rpk"),
    path("rencana/rpk/<int:year>/dari-ruk/", views.from_ruk, name="rpk_from_ruk"),
    path("rencana/rpk/<int:year>/baru/", views.add, name="rpk_add"),
    path("rencana/rpk/<int:year>/jadwal/", views.grid, name="rpk_grid"),
    path("rencana/rpk/<int:year>/unduh/rpk.<str:ending>", views.file, name="rpk_file"),
    path("rencana/rpk/kegiatan/<int:pk>/", views.item, name="rpk_item"),
    path("rencana/rpk/kegiatan/<int:pk>/ubah/", views.change, name="rpk_change"),
    path("rencana/rpk/kegiatan/<int:pk>/dana/", views.money, name="rpk_money"),
    path("rencana/rpk/kegiatan/<int:pk>/hapus/", views.drop, name="rpk_drop"),
]
