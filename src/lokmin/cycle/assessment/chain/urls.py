"""Routes of the evidence chain, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.assessment.chain import views

urlpatterns = [
    path("penilaian/bukti/", views.now, name="chain_now"),
    path("penilaian/bukti/<int:year>/", views.chain, name="chain"),
    path("penilaian/bukti/<int:year>/batas/", views.dates, name="chain_dates"),
    path("penilaian/bukti/<int:year>/unduh/bukti-perencanaan.<str:ending>", views.paper, name="chain_paper"),
    path("penilaian/bukti/<int:year>/<int:step>/", views.step, name="chain_step"),
    path("penilaian/bukti/<int:year>/<int:step>/catat/", views.say, name="chain_say"),
    path("penilaian/bukti/<int:year>/<int:step>/verifikasi/", views.verify, name="chain_verify"),
    path("penilaian/bukti/<int:year>/<int:step>/berkas/<int:file>/", views.file, name="chain_file"),
    path("penilaian/bukti/<int:year>/<int:step>/berkas/<int:file>/hapus/", views.drop_file, name="chain_file_drop"),
]
