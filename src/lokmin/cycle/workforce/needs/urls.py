"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.workforce.needs.views import calibration, goods, importing, proposals, tools

urlpatterns: list[URLPattern] = [
    path("tenaga/kebutuhan/", proposals.home, name="needs"),
    path("tenaga/kebutuhan/susun/", proposals.refresh, name="needs_refresh"),
    path("tenaga/kebutuhan/tulis/", proposals.write, name="needs_write"),
    path("tenaga/kebutuhan/tandai/", proposals.mark, name="needs_mark"),
    path("tenaga/kebutuhan/unduh/<str:ending>/", proposals.paper, name="needs_paper"),
    path("tenaga/kebutuhan/usulan/<int:pk>/", proposals.one, name="needs_proposal"),
    path("tenaga/kebutuhan/usulan/<int:pk>/simpan/", proposals.save, name="needs_proposal_save"),
    path("tenaga/kebutuhan/usulan/<int:pk>/hapus/", proposals.remove, name="needs_remove"),
    path("tenaga/kebutuhan/alat/", tools.home, name="needs_tools"),
    path("tenaga/kebutuhan/alat/standar/", tools.standard, name="needs_standard"),
    path("tenaga/kebutuhan/alat/ruang/", tools.room, name="needs_room"),
    path("tenaga/kebutuhan/alat/baca/", importing.read, name="needs_read"),
    path("tenaga/kebutuhan/alat/terima/", importing.accept, name="needs_accept"),
    path("tenaga/kebutuhan/alat/unduh/<str:ending>/", tools.paper, name="needs_tools_paper"),
    path("tenaga/kebutuhan/alat/<int:pk>/", tools.one, name="needs_tool"),
    path("tenaga/kebutuhan/alat/<int:pk>/simpan/", tools.save, name="needs_tool_save"),
    path("tenaga/kebutuhan/alat/<int:pk>/hapus/", tools.remove, name="needs_tool_remove"),
    path("tenaga/kebutuhan/kalibrasi/", calibration.home, name="needs_calibration"),
    path("tenaga/kebutuhan/kalibrasi/catat/", calibration.note, name="needs_calibrated"),
    path("tenaga/kebutuhan/kalibrasi/surat/<str:ending>/", calibration.letter, name="needs_letter"),
    path("tenaga/kebutuhan/logistik/", goods.home, name="needs_goods"),
    path("tenaga/kebutuhan/logistik/biasa/", goods.usual, name="needs_usual"),
    path("tenaga/kebutuhan/logistik/program/", goods.programme, name="needs_programme"),
    path("tenaga/kebutuhan/logistik/orang/", goods.people, name="needs_people"),
    path("tenaga/kebutuhan/logistik/unduh/<str:ending>/", goods.paper, name="needs_goods_paper"),
]
