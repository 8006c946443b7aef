"""Routes of the sectors: below one meeting, and of the partners."""

from django.urls import path

from lokmin.cycle.meetings.sectors.views import meeting, musrenbang, partners

urlpatterns = [
    path("lokmin/<int:pk>/sektor/", meeting.sectors, name="sectors"),
    path("lokmin/<int:pk>/sektor/komitmen/", meeting.sheet, name="commitment_sheet"),
    path("lokmin/<int:pk>/sektor/komitmen/kertas/", meeting.paper, name="pledge_paper"),
    path("lokmin/<int:pk>/sektor/komitmen/<int:pledge>/hapus/", meeting.unsign, name="pledge_drop"),
    path("lokmin/<int:pk>/sektor/janji/", meeting.promise, name="promise"),
    path("lokmin/<int:pk>/sektor/janji/<int:commitment>/", meeting.promise, name="promise_edit"),
    path("lokmin/<int:pk>/sektor/janji/<int:commitment>/tarik/", meeting.withdraw, name="promise_withdraw"),
    path("lokmin/<int:pk>/sektor/tawaran/<int:offer>/tolak/", meeting.refuse, name="offer_refuse"),
    path("lokmin/<int:pk>/sektor/hambatan/", meeting.obstacle, name="sector_obstacle"),
    path("lokmin/<int:pk>/sektor/hambatan/<int:obstacle>/hapus/", meeting.obstacle_drop, name="sector_obstacle_drop"),
    path("lokmin/<int:pk>/sektor/hadir/", meeting.seats, name="sector_seats"),
    path("lokmin/<int:pk>/sektor/musrenbang/", musrenbang.agree, name="musrenbang_agree"),
    path("mitra/<int:partner>/kartu/", partners.partner_card, name="partner_card"),
    path("mitra/peran/", partners.roles, name="partner_roles"),
    path("mitra/dukungan/", partners.supports, name="partner_supports"),
    path("mitra/musrenbang/", musrenbang.home, name="musrenbang"),
    path("mitra/musrenbang/baru/", musrenbang.edit, name="musrenbang_new"),
    path("mitra/musrenbang/<int:year>/berita-acara/", musrenbang.carry, name="musrenbang_carry"),
    path("mitra/musrenbang/<int:musrenbang>/", musrenbang.edit, name="musrenbang_edit"),
    path("mitra/musrenbang/<int:musrenbang>/keadaan/", musrenbang.decide, name="musrenbang_decide"),
]
