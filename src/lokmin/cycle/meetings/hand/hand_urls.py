"""The phone's pages under ``/tangan/<meeting>/``: opened by the cookie the door gave."""

from django.urls import path

from lokmin.cycle.meetings.hand.views import phone
from lokmin.cycle.meetings.learning.views import file_for_phone
from lokmin.cycle.meetings.lookback.views import from_phone as flag_from_phone

app_name = "hand"
urlpatterns = [
    path("", phone.home, name="home"),
    path("pin/", phone.pin, name="pin"),
    path("tanda-tangan/", phone.sign, name="sign"),
    path("materi/<int:item>/", file_for_phone, name="material"),
    path("foto/", phone.photo, name="photo"),
    path("mutu/", flag_from_phone, name="flag_answer"),
    path("keluar/", phone.leave, name="leave"),
]
