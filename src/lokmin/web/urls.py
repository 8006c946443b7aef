"""Routes: sign-in, language, help, and the stages of each Puskesmas under ``/p/<kode>/``."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from lokmin.cycle import STAGES
from lokmin.web import views

# The admin's own form knows neither rate limits nor the second step.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

stage_patterns = [path("", include(f"lokmin.cycle.{stage.name}.urls")) for stage in STAGES]

urlpatterns = [
    path("", views.start, name="start"),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("akun/", include("lokmin.web.account_urls")),
    path("panduan/", views.help_index, name="help"),
    path("panduan/<slug:topic>/", views.help_topic, name="help_topic"),
    path("komponen/", views.components, name="components"),
    path("admin/", admin.site.urls),
    path("p/<str:pkm>/", include(stage_patterns)),
    path("", include("lokmin.cycle.meetings.outside_urls")),
]

handler400 = "lokmin.web.errors.bad_request"
handler403 = "lokmin.web.errors.forbidden"
handler404 = "lokmin.web.errors.not_found"
handler429 = "lokmin.web.errors.too_many"
handler500 = "lokmin.web.errors.server_error"
