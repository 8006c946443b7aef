"""The live routes under ``/langsung/<meeting>/``: served without the middleware of pages (web/asgi.py).

A part of the stage adds its post as one line: ``path("suara/<int:pk>/", post(phone.cast), name="vote")``.
"""

from django.urls import path

from lokmin.cycle.meetings.room.views import listen

app_name = "live"
urlpatterns = [
    path("siar/", listen, name="listen"),
]
