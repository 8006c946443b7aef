"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.planning import views
from lokmin.cycle.planning.calendar import urls as calendar_urls
from lokmin.cycle.planning.importing import urls as importing_urls
from lokmin.cycle.planning.monev import urls as monev_urls
from lokmin.cycle.planning.money import urls as money_urls
from lokmin.cycle.planning.monthly import urls as monthly_urls
from lokmin.cycle.planning.optimise import urls as optimise_urls
from lokmin.cycle.planning.plans import urls as plans_urls
from lokmin.cycle.planning.renstra import urls as renstra_urls
from lokmin.cycle.planning.rpk import urls as rpk_urls
from lokmin.cycle.planning.ruk import urls as ruk_urls
from lokmin.cycle.planning.situation import urls as situation_urls

app_name = "planning"
urlpatterns = [
    path("rencana/", views.home, name="home"),
    *plans_urls.urlpatterns,
    *renstra_urls.urlpatterns,
    *ruk_urls.urlpatterns,
    *situation_urls.urlpatterns,
    *importing_urls.urlpatterns,
    *rpk_urls.urlpatterns,
    *monthly_urls.urlpatterns,
    *money_urls.urlpatterns,
    *monev_urls.urlpatterns,
    *calendar_urls.urlpatterns,
    *optimise_urls.urlpatterns,
]
