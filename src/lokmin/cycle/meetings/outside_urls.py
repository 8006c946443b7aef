"""Routes of this stage that need no account: the door of the hall, phones, live posts, answers to letters, calendars.

Each is opened by something else: a join code, the cookie of a phone, an unguessable token.
"""

from django.urls import include, path

urlpatterns = [
    path("hadir/", include("lokmin.cycle.meetings.hand.door_urls")),
    path("tangan/<int:meeting>/", include("lokmin.cycle.meetings.hand.hand_urls")),
    path("langsung/<int:meeting>/", include("lokmin.cycle.meetings.room.urls")),
]
