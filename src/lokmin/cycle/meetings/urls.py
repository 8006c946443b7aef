"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.meetings.after import urls as after_urls
from lokmin.cycle.meetings.annexes import urls as annex_urls
from lokmin.cycle.meetings.ballots import urls as ballot_urls
from lokmin.cycle.meetings.hall import urls as hall_urls
from lokmin.cycle.meetings.hand import urls as hand_urls
from lokmin.cycle.meetings.hand.views import attendance
from lokmin.cycle.meetings.learning import urls as learning_urls
from lokmin.cycle.meetings.lookback import urls as lookback_urls
from lokmin.cycle.meetings.preparing import urls as preparing_urls
from lokmin.cycle.meetings.proposals import urls as proposal_urls
from lokmin.cycle.meetings.schedule import home_views
from lokmin.cycle.meetings.schedule import urls as schedule_urls
from lokmin.cycle.meetings.sectors import urls as sector_urls
from lokmin.cycle.meetings.views import before, desk, papers

app_name = "meetings"
urlpatterns = [
    path("lokmin/", home_views.home, name="home"),
    path("lokmin/siapkan/", home_views.prepare, name="prepare"),
    path("lokmin/<int:pk>/", before.before, name="before"),
    path("lokmin/<int:pk>/ubah/", before.change, name="change"),
    path("lokmin/<int:pk>/acara/", before.agenda, name="agenda"),
    path("lokmin/<int:pk>/acara/<int:item>/", before.item, name="item"),
    path("lokmin/<int:pk>/undang/", before.invite, name="invite"),
    path("lokmin/<int:pk>/buka/", before.start, name="open"),
    path("lokmin/<int:pk>/hadir/", attendance.attendance, name="attendance"),
    path("lokmin/<int:pk>/meja/", desk.desk, name="desk"),
    path("lokmin/<int:pk>/acara/<int:item>/jalan/", desk.point, name="point"),
    path("lokmin/<int:pk>/catatan/", desk.write, name="write"),
    path("lokmin/<int:pk>/catatan/<int:note>/", desk.note, name="note"),
    path("lokmin/<int:pk>/catatan/<int:note>/naskah/", desk.texts, name="texts"),
    path("lokmin/<int:pk>/kutip/", desk.quote, name="quote"),
    path("lokmin/<int:pk>/potret/<int:row>/", desk.row, name="row"),
    path("lokmin/<int:pk>/keputusan/", desk.decide, name="decide"),
    path("lokmin/<int:pk>/keputusan/<int:decision>/", desk.decide, name="redecide"),
    path("lokmin/<int:pk>/rtl/", desk.rtl, name="rtl"),
    path("lokmin/<int:pk>/rtl/<int:action>/", desk.rtl, name="rtl_edit"),
    path("lokmin/<int:pk>/tutup/", desk.close, name="close"),
    path("lokmin/<int:pk>/buka-kembali/", desk.reopen, name="reopen"),
    path("lokmin/<int:pk>/berkas/", papers.pack, name="pack"),
    path("lokmin/<int:pk>/berkas/buat/", papers.make, name="make"),
    path("lokmin/<int:pk>/berkas/nomor/", papers.number, name="number"),
    path("lokmin/<int:pk>/berkas/unduh/<path:name>", papers.download, name="download"),
    path("lokmin/formulir/", papers.forms, name="forms"),
    path("lokmin/formulir/nomor/", papers.pattern, name="pattern"),
    path("lokmin/formulir/<str:form>/", papers.template, name="template"),
    path("lokmin/formulir/<str:form>/unduh/", papers.default_template, name="default_template"),
    *after_urls.urlpatterns,
    *annex_urls.urlpatterns,
    *ballot_urls.urlpatterns,
    *preparing_urls.urlpatterns,
    *hall_urls.urlpatterns,
    *hand_urls.urlpatterns,
    *learning_urls.urlpatterns,
    *lookback_urls.urlpatterns,
    *proposal_urls.urlpatterns,
    *schedule_urls.urlpatterns,
    *sector_urls.urlpatterns,
]
