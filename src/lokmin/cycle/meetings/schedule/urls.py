"""Routes of the schedule, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.meetings.schedule import feed_views, kind_views, paper_views, views

urlpatterns = [
    path("lokmin/jadwal/", views.schedule, name="schedule"),
    path("lokmin/jadwal/susun/", views.lay_out, name="lay_out"),
    path("lokmin/jadwal/irama/", views.rhythm, name="rhythm"),
    path("lokmin/jadwal/hari/", views.days, name="days"),
    path("lokmin/jadwal/hari/<int:day>/hapus/", views.day_drop, name="day_drop"),
    path("lokmin/jadwal/cetak.<str:ending>", paper_views.schedule_paper, name="schedule_paper"),
    path("lokmin/jadwal/<int:entry>/", views.entry, name="entry"),
    path("lokmin/jenis/", kind_views.kinds, name="kinds"),
    path("lokmin/jenis/<str:kind>/", kind_views.kind, name="kind"),
    path("lokmin/jenis/<str:kind>/ubah/", kind_views.kind_edit, name="kind_edit"),
    path("lokmin/jenis/<str:kind>/lepas/<int:override>/", kind_views.kind_drop, name="kind_drop"),
    path("lokmin/kalender/", feed_views.feed_page, name="feed_page"),
    path("lokmin/kalender/alamat/", feed_views.feed_change, name="feed_change"),
    path("lokmin/<int:pk>/kalender.ics", feed_views.ics, name="ics"),
    path("lokmin/<int:pk>/batal/", views.cancel, name="cancel"),
]
