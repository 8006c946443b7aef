"""Routes of the part, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.assessment.pkp.views import importing, papers, reading, rows, verifying, years

urlpatterns = [
    path("penilaian/pkp/", years.years, name="pkp"),
    path("penilaian/pkp/mulai/", years.begin, name="pkp_begin"),
    path("penilaian/pkp/<int:year>/", years.year, name="pkp_year"),
    path("penilaian/pkp/<int:year>/isi/<str:node>/", rows.fill, name="pkp_fill"),
    path("penilaian/pkp/<int:year>/baris/<str:code>/", rows.row, name="pkp_row"),
    path("penilaian/pkp/<int:year>/baris/<str:code>/keterangan/", rows.words, name="pkp_words"),
    path("penilaian/pkp/<int:year>/baris/<str:code>/bulan/", rows.month, name="pkp_month"),
    path("penilaian/pkp/<int:year>/berjalan/", reading.running, name="pkp_running"),
    path("penilaian/pkp/<int:year>/jaring/", reading.net, name="pkp_net"),
    path("penilaian/pkp/<int:year>/jaring/unduh/jaring.<str:ending>", reading.net_paper, name="pkp_net_paper"),
    path("penilaian/pkp/<int:year>/kirim/", years.send, name="pkp_send"),
    path("penilaian/pkp/<int:year>/tarik/", years.take_back, name="pkp_take_back"),
    path("penilaian/pkp/<int:year>/lokmin/", years.push, name="pkp_push"),
    path("penilaian/pkp/<int:year>/masalah/", years.problems, name="pkp_problems"),
    path("penilaian/pkp/<int:year>/verifikasi/", verifying.verify, name="pkp_verify"),
    path("penilaian/pkp/<int:year>/impor/", importing.take, name="pkp_import"),
    path("penilaian/pkp/<int:year>/unduh/pkp.<str:ending>", papers.paper, name="pkp_paper"),
]
