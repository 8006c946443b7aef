"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.community import common, views
from lokmin.cycle.community.mmd import urls as mmd_urls
from lokmin.cycle.community.musrenbang import urls as musrenbang_urls
from lokmin.cycle.community.smd import urls as smd_urls

app_name = "community"
urlpatterns = [
    path("masyarakat/", views.home, name="home"),
    path("masyarakat/<int:year>/desa.xlsx", views.home_file, name="home_file"),
    path("masyarakat/berkas/<int:file>/", common.file, name="file"),
    path("masyarakat/berkas/<int:file>/hapus/", common.drop_file, name="file_drop"),
    *smd_urls.urlpatterns,
    *mmd_urls.urlpatterns,
    *musrenbang_urls.urlpatterns,
]
