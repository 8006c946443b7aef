"""Routes of data quality, below ``mutu/``."""

from django.urls import path

from lokmin.cycle.monitoring.dqr import views
from lokmin.cycle.monitoring.dqr.views import second, surveys

urlpatterns = [
    path("mutu/tinjauan/", views.review, name="dqr"),
    path("mutu/lokmin/", views.meeting, name="dqr_meeting"),
    path("mutu/lokmin/halaman.pdf", views.paper, name="dqr_paper"),
    path("mutu/lokmin/jawab/", views.answer, name="dqr_answer"),
    path("mutu/angka/<str:place>/<str:period>/<str:element>/<str:flag>/", views.number, name="dqr_number"),
    path("mutu/angka/<str:place>/<str:period>/<str:element>/<str:flag>/jawab/", views.say, name="dqr_say"),
    path("mutu/survei/", surveys.save, name="dqr_survey"),
    path("mutu/survei/<int:survey>/hapus/", surveys.drop, name="dqr_survey_drop"),
    path("mutu/sumber/", second.sources, name="dqr_sources"),
    path("mutu/sumber/simpan/", second.paste, name="dqr_paste"),
    path("mutu/sumber/hapus/", second.drop, name="dqr_source_drop"),
    path("mutu/sasaran/", views.stress, name="dqr_stress"),
]
