"""Routes of the forecasts, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.monitoring.forecasts import views

urlpatterns = [
    path("perkiraan/", views.forecasts, name="forecasts"),
    path("perkiraan/<str:code>/<str:place>/", views.forecast_one, name="forecast_one"),
]
