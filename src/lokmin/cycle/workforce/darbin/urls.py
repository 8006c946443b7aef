"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.workforce.darbin.views import board, papers, proposals, reports

urlpatterns: list[URLPattern] = [
    path("tenaga/darbin/", board.home, name="darbin"),
    path("tenaga/darbin/ubah/", board.edit, name="darbin_edit"),
    path("tenaga/darbin/ukuran/", board.sizes, name="darbin_sizes"),
    path("tenaga/darbin/keinginan/", board.wishes, name="darbin_wishes"),
    path("tenaga/darbin/desa/<int:village>/", board.village, name="darbin_village"),
    path("tenaga/darbin/usul/", proposals.ask, name="darbin_propose"),
    path("tenaga/darbin/usul/<int:proposal>/", proposals.one, name="darbin_proposal"),
    path("tenaga/darbin/usul/<int:proposal>/pakai/", proposals.accept, name="darbin_accept"),
    path("tenaga/darbin/usul/<int:proposal>/tinggalkan/", proposals.leave, name="darbin_leave"),
    path("tenaga/darbin/laporan/", reports.home, name="darbin_reports"),
    path("tenaga/darbin/laporan/<str:period>/<int:village>/", reports.one, name="darbin_report"),
    path("tenaga/darbin/laporan/<str:period>/<int:village>/tulis/", reports.write, name="darbin_report_write"),
    path("tenaga/darbin/laporan/<str:period>/<int:village>/dibaca/", reports.seen, name="darbin_report_seen"),
    path("tenaga/darbin/laporan/<str:period>/<int:village>/masalah/", reports.raised, name="darbin_report_problem"),
    path(
        "tenaga/darbin/laporan/<str:period>/<int:village>/cetak.<str:ending>", papers.report, name="darbin_report_paper"
    ),
    path("tenaga/darbin/berkas/rekap.<str:ending>", papers.recap, name="darbin_recap"),
    path("tenaga/darbin/berkas/matriks.<str:ending>", papers.matrix, name="darbin_matrix"),
]
