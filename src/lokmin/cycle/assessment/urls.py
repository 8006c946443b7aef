"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.assessment import views
from lokmin.cycle.assessment.chain import urls as chain_urls
from lokmin.cycle.assessment.feedback import urls as feedback_urls
from lokmin.cycle.assessment.lists import urls as lists_urls
from lokmin.cycle.assessment.pkp import urls as pkp_urls

app_name = "assessment"
urlpatterns = [
    path("penilaian/", views.home, name="home"),
    *pkp_urls.urlpatterns,
    *lists_urls.urlpatterns,
    *feedback_urls.urlpatterns,
    *chain_urls.urlpatterns,
]
