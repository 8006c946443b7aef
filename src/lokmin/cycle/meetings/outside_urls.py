"""Routes of this stage that need no account: the door of the hall, phones, live posts, answers to letters, calendars.

Each is opened by something else: a join code, the cookie of a phone, an unguessable token.
"""

from django.urls import include, path

from lokmin.cycle.meetings.preparing import outside_urls as preparing_urls
from lokmin.cycle.meetings.schedule.feed_views import feed
from lokmin.cycle.meetings.sectors.views.partners import public_card

urlpatterns = [
    path("kartu/<str:token>/", public_card, name="partner_card"),
    *preparing_urls.urlpatterns,
    path("hadir/", include("lokmin.cycle.meetings.hand.door_urls")),
    path("tangan/<int:meeting>/", include("lokmin.cycle.meetings.hand.hand_urls")),
    path("langsung/<int:meeting>/", include("lokmin.cycle.meetings.room.urls")),
    path("kalender/<str:token>.ics", feed, name="feed"),
]
