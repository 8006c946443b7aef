"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.reporting.tracker import urls as tracker_urls
from lokmin.cycle.reporting.views import entry, indicators, sasaran, targets, template, uploads

app_name = "reporting"
urlpatterns = [
    path("data/", uploads.home, name="home"),
    path("data/unggah/", uploads.receive, name="receive"),
    path("data/unggahan/<int:number>/", uploads.upload, name="upload"),
    path("data/unggahan/<int:number>/jawab/", uploads.answer, name="answer"),
    path("data/unggahan/<int:number>/pembanding/", uploads.as_second, name="as_second"),
    path("data/unggahan/<int:number>/buang/", uploads.discard, name="discard"),
    path("data/unggahan/<int:number>/batalkan/", uploads.withdraw, name="withdraw"),
    path("data/unggahan/<int:number>/asli/", uploads.original, name="original"),
    path("data/isi/", entry.entry, name="entry"),
    path("data/formulir/", template.template, name="template"),
    path("data/sasaran/", sasaran.sasaran, name="sasaran"),
    path("data/sasaran/simpan/", sasaran.save, name="sasaran_save"),
    path("data/sasaran/pilih/", sasaran.choose, name="sasaran_choose"),
    path("data/sasaran/proyeksi/", sasaran.project, name="sasaran_project"),
    path("data/target/", targets.targets, name="targets"),
    path("data/target/simpan/", targets.save, name="target_save"),
    path("data/indikator/", indicators.indicators, name="indicators"),
    path("data/indikator/simpan/", indicators.save, name="definition_save"),
    path("data/indikator/<int:number>/hapus/", indicators.drop, name="definition_drop"),
    *tracker_urls.urlpatterns,
]
