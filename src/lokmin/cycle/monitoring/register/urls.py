"""Routes of the register's writes, the gap table, SWOT and risks."""

from django.urls import path

from lokmin.cycle.monitoring.register.views import board, life, planning

urlpatterns = [
    path("masalah/baru/", life.raise_one, name="problem_raise"),
    path("masalah/daftar/perbarui/", life.refresh, name="problem_refresh"),
    path("masalah/kesenjangan/", planning.gaps, name="gaps"),
    path("masalah/kesenjangan.<str:ending>", planning.gaps_file, name="gaps_file"),
    path("masalah/<int:problem>/ubah/", life.edit, name="problem_edit"),
    path("masalah/<int:problem>/gabung/", life.merge, name="problem_merge"),
    path("masalah/<int:problem>/pisah/", life.split, name="problem_split"),
    path("masalah/<int:problem>/tutup/", life.close, name="problem_close"),
    path("masalah/<int:problem>/sebab/", board.causes, name="problem_causes"),
    path("masalah/<int:problem>/alternatif/", board.ways, name="problem_ways"),
    path("swot/", planning.swot, name="swot"),
    path("swot/tulis/", planning.swot_write, name="swot_write"),
    path("swot.<str:ending>", planning.swot_file, name="swot_file"),
    path("risiko/", planning.risks, name="risks"),
    path("risiko.<str:ending>", planning.risks_file, name="risks_file"),
    path("risiko/baru/", planning.risk, name="risk_add"),
    path("risiko/<int:risk>/", planning.risk, name="risk"),
]
