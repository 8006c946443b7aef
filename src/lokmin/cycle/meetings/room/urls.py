"""The live routes under ``/langsung/<meeting>/``: served without the middleware of pages (web/asgi.py).

A part of the stage adds its post as one line: ``path("suara/<int:pk>/", post(phone.cast), name="vote")``.
"""

from django.urls import path

from lokmin.cycle.meetings.ballots import phone as ballots_phone
from lokmin.cycle.meetings.room.views import listen, post_many

app_name = "live"
urlpatterns = [
    path("siar/", listen, name="listen"),
    path("suara/<int:pk>/", post_many(ballots_phone.cast), name="vote"),
]
