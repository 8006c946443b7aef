"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
