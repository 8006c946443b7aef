"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.planning.monthly import rowviews, views

urlpatterns: list[URLPattern] = [
    path("rencana/bulan/", views.now, name="months_now"),
    path("rencana/bulan/<int:year>/", views.home, name="months"),
    path("rencana/bulan/<int:year>/<int:month>/", views.month, name="month"),
    path("rencana/bulan/<int:year>/<int:month>/susun/", views.draw, name="month_draw"),
    path("rencana/bulan/<int:year>/<int:month>/tandai/", views.tick, name="month_tick"),
    path("rencana/bulan/<int:year>/<int:month>/asal/", views.news, name="month_news"),
    path("rencana/bulan/<int:year>/<int:month>/versi/", views.version, name="month_version"),
    path("rencana/bulan/<int:year>/<int:month>/tambah/", views.add, name="month_add"),
    path("rencana/bulan/<int:year>/<int:month>/unduh/rpk-bulanan.<str:ending>", views.file, name="month_file"),
    path("rencana/bulan/kegiatan/<int:pk>/", rowviews.row, name="month_row"),
    path("rencana/bulan/kegiatan/<int:pk>/ubah/", rowviews.change, name="month_row_change"),
    path("rencana/bulan/kegiatan/<int:pk>/keadaan/", rowviews.state, name="month_row_state"),
    path("rencana/bulan/kegiatan/<int:pk>/selesai/", rowviews.done, name="month_row_done"),
    path("rencana/bulan/kegiatan/<int:pk>/geser/", rowviews.move, name="month_row_move"),
    path("rencana/bulan/kegiatan/<int:pk>/hapus/", rowviews.drop, name="month_row_drop"),
    path("rencana/bulan/kegiatan/<int:pk>/bukti/<int:proof>/", rowviews.proof, name="month_proof"),
]
