"""The live routes under ``/langsung/<meeting>/``: served without the middleware of pages (web/asgi.py).

A part of the stage adds its post as one line: ``path("suara/<int:pk>/", post(phone.cast), name="vote")``.
"""

from django.urls import path

from lokmin.cycle.meetings.ballots import phone as ballots_phone
from lokmin.cycle.meetings.hand import phone as hand_phone
from lokmin.cycle.meetings.learning import phone as learning_phone
from lokmin.cycle.meetings.preparing import phone as preparing_phone
from lokmin.cycle.meetings.proposals import phone as proposals_phone
from lokmin.cycle.meetings.room.views import listen, post, post_many
from lokmin.cycle.meetings.sectors import phone as sectors_phone

app_name = "live"
urlpatterns = [
    path("siar/", listen, name="listen"),
    path("hadir/", post(hand_phone.attend), name="attend"),
    path("tanda-tangan/", post(hand_phone.sign), name="sign"),
    path("bicara/", post(hand_phone.speak), name="speak"),
    path("bicara/batal/", post(hand_phone.withdraw), name="withdraw"),
    path("masukan/", post(preparing_phone.give), name="input"),
    path("usul/", post(proposals_phone.propose), name="propose"),
    path("suara/<int:pk>/", post_many(ballots_phone.cast), name="vote"),
    path("tes/<int:pk>/", post(learning_phone.answer), name="answer"),
    path("kelompok/<int:pk>/", post(learning_phone.group_result), name="group_result"),
    path("janji/", post(sectors_phone.promise), name="promise"),
    path("hambatan/", post(sectors_phone.obstacle), name="sector_obstacle"),
    path("komitmen/", post(sectors_phone.sign), name="pledge"),
]
