"""Routes: sign-in, language, and the stages of each Puskesmas under ``/p/<kode>/``."""

from django.contrib import admin
from django.urls import include, path

from lokmin.cycle import STAGES
from lokmin.web import views

stage_patterns = [path("", include(f"lokmin.cycle.{stage.name}.urls")) for stage in STAGES]

urlpatterns = [
    path("", views.start, name="start"),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("akun/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("p/<str:pkm>/", include(stage_patterns)),
]
