"""The door of the hall under ``/hadir/``: opened by a join code."""

from django.urls import path

from lokmin.cycle.meetings.hand.views import door

app_name = "door"
urlpatterns = [
    path("", door.ask, name="ask"),
    path("<str:code>/", door.names, name="names"),
    path("<str:code>/tamu/", door.guest, name="guest"),
    path("<str:code>/<int:who>/", door.person, name="person"),
]
