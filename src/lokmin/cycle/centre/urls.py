"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.centre.views import people

app_name = "centre"
urlpatterns = [
    path("orang/", people.people, name="people"),
]
