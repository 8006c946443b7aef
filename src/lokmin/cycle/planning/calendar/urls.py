"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.planning.calendar import papers, resource_views, views

urlpatterns: list[URLPattern] = [
    path("rencana/kalender/", views.calendar, name="calendar"),
    path("rencana/kalender/benturan/", views.clashes, name="calendar_clashes"),
    path("rencana/kalender/baru/", views.add, name="calendar_add"),
    path("rencana/kalender/tanggal/", views.dates, name="calendar_dates"),
    path("rencana/kalender/sarana/", resource_views.resources, name="calendar_resources"),
    path("rencana/kalender/sarana/<int:resource>/", resource_views.resource, name="calendar_resource"),
    path("rencana/kalender/cetak.<str:ending>", papers.paper, name="calendar_paper"),
    path("rencana/kalender/kegiatan.ics", papers.ics, name="calendar_ics"),
    path("rencana/kalender/<int:event>/", views.event, name="calendar_event"),
    path("rencana/kalender/<int:event>/ubah/", views.change, name="calendar_change"),
    path("rencana/kalender/<int:event>/pindah/", views.move, name="calendar_move"),
    path("rencana/kalender/<int:event>/hapus/", views.drop, name="calendar_drop"),
]
