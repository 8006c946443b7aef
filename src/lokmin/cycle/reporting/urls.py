"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import URLPattern

app_name = "reporting"
urlpatterns: list[URLPattern] = []
