"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.followup import views
from lokmin.cycle.followup.canvas import urls as canvas_urls
from lokmin.cycle.followup.commitments import views as promises
from lokmin.cycle.followup.effect import urls as effect_urls
from lokmin.cycle.followup.work import urls as work_urls

app_name = "followup"
urlpatterns = [
    path("rtl/", views.home, name="home"),
    path("rtl/baru/", views.edit, name="add"),
    path("rtl/komitmen/", promises.home, name="commitments"),
    path("rtl/komitmen/baru/", promises.edit, name="commitment_add"),
    path("rtl/komitmen/<int:commitment>/", promises.detail, name="commitment"),
    path("rtl/komitmen/<int:commitment>/kemajuan/", promises.progress, name="commitment_progress"),
    path("rtl/komitmen/<int:commitment>/ubah/", promises.edit, name="commitment_edit"),
    path("rtl/<int:pk>/", views.detail, name="detail"),
    path("rtl/<int:pk>/kemajuan/", views.progress, name="progress"),
    path("rtl/<int:pk>/ubah/", views.edit, name="edit"),
    *work_urls.urlpatterns,
    *effect_urls.urlpatterns,
    *canvas_urls.urlpatterns,
]
