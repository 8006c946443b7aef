"""Routes of the tracker, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.reporting.tracker.views import papers, settings, single, tables

urlpatterns = [
    path("laporan/", tables.home, name="reports"),
    path("laporan/kirim/", tables.mark, name="report_mark"),
    path("laporan/saya/", tables.mine, name="report_mine"),
    path("laporan/tahun/", tables.year, name="report_year"),
    path("laporan/ingatkan/", tables.remind, name="report_remind"),
    path("laporan/atur/", settings.home, name="report_settings"),
    path("laporan/atur/baru/", settings.new, name="report_new"),
    path("laporan/atur/mulai/", settings.begin, name="report_begin"),
    path("laporan/atur/<str:code>/", settings.change, name="report_change"),
    path("laporan/unduh/bulan.<str:ending>", papers.month, name="report_paper"),
    path("laporan/unduh/tahun.<str:ending>", papers.year, name="report_year_paper"),
    path("laporan/<str:code>/", single.kind, name="report"),
    path("laporan/<str:code>/kejadian/", single.event, name="report_event"),
    path("laporan/<str:code>/<str:period>/", single.period, name="report_period"),
    path("laporan/<str:code>/<str:period>/kirim/", single.send, name="report_send"),
    path("laporan/<str:code>/<str:period>/bukti/", single.proof, name="report_proof"),
    path("laporan/<str:code>/<str:period>/batal/", single.take_back, name="report_take_back"),
]
