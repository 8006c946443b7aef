"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.monitoring import views
from lokmin.cycle.monitoring.dqr import urls as dqr_urls
from lokmin.cycle.monitoring.forecasts import urls as forecast_urls
from lokmin.cycle.monitoring.register import urls as register_urls
from lokmin.cycle.monitoring.signals import urls as signals_urls

app_name = "monitoring"
urlpatterns = [
    path("", views.home, name="home"),
    path("indikator/<str:code>/", views.indicator, name="indicator"),
    path("desa/<str:code>/", views.village, name="village"),
    path("angka/<str:code>/<str:place>/", views.made, name="made"),
    path("masalah/", views.problems, name="problems"),
    path("mutu/", views.quality, name="quality"),
    *dqr_urls.urlpatterns,
    path("potret/", views.snapshots, name="snapshots"),
    path("potret/<int:pk>/", views.snapshot, name="snapshot"),
    *forecast_urls.urlpatterns,
    *signals_urls.urlpatterns,
    *register_urls.urlpatterns,
]
