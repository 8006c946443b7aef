"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("", views.home, name="home"),
    path("indikator/<str:code>/", views.indicator, name="indicator"),
    path("desa/<str:code>/", views.village, name="village"),
    path("angka/<str:code>/<str:place>/", views.made, name="made"),
    path("masalah/", views.problems, name="problems"),
    path("mutu/", views.quality, name="quality"),
    path("potret/", views.snapshots, name="snapshots"),
    path("potret/<int:pk>/", views.snapshot, name="snapshot"),
]
