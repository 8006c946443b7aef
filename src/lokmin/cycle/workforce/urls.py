"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.workforce import views
from lokmin.cycle.workforce.abk import urls as abk_urls
from lokmin.cycle.workforce.darbin import urls as darbin_urls
from lokmin.cycle.workforce.division import urls as division_urls
from lokmin.cycle.workforce.duties import urls as duties_urls
from lokmin.cycle.workforce.needs import urls as needs_urls
from lokmin.cycle.workforce.staff import urls as staff_urls
from lokmin.cycle.workforce.training import urls as training_urls

app_name = "workforce"
urlpatterns = [
    path("tenaga/", views.home, name="home"),
    *staff_urls.urlpatterns,
    *duties_urls.urlpatterns,
    *abk_urls.urlpatterns,
    *division_urls.urlpatterns,
    *darbin_urls.urlpatterns,
    *needs_urls.urlpatterns,
    *training_urls.urlpatterns,
]
