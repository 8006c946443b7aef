"""The secretary's pages of the hall, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.meetings.hand.views import office, photos, sheets

urlpatterns = [
    path("lokmin/<int:pk>/ruang/atur/", office.room, name="room"),
    path("lokmin/<int:pk>/ruang/atur/kode/", office.code, name="room_code"),
    path("lokmin/<int:pk>/ruang/atur/pin/", office.pins, name="room_pins"),
    path("lokmin/<int:pk>/ruang/lembar/", office.poster, name="room_poster"),
    path("lokmin/<int:pk>/ruang/telepon/<int:phone>/", office.phone, name="phone"),
    path("lokmin/<int:pk>/ruang/nama/<int:line>/", office.name, name="name"),
    path("lokmin/<int:pk>/ruang/antrean/<int:turn>/", office.turn, name="turn"),
    path("lokmin/<int:pk>/hadir/lembar/", sheets.sheet, name="attendance_sheet"),
    path("lokmin/<int:pk>/hadir/ketik/", sheets.typed, name="attendance_typed"),
    path("lokmin/<int:pk>/foto/", photos.photos, name="photos"),
    path("lokmin/<int:pk>/foto/tambah/", photos.add, name="photo_add"),
    path("lokmin/<int:pk>/foto/<int:photo>/", photos.photo, name="photo"),
    path("lokmin/<int:pk>/foto/<int:photo>/berkas.jpg", photos.picture, name="photo_file"),
]
