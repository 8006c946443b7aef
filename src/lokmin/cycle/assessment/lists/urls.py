"""Routes of the part, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.assessment.lists import taking, views

urlpatterns = [
    path("penilaian/susunan/", views.lists, name="lists"),
    path("penilaian/susunan/<int:year>/<str:bundle>/", views.one, name="list"),
    path("penilaian/susunan/<int:year>/<str:bundle>/pokok/", views.head, name="list_head"),
    path("penilaian/susunan/<int:year>/<str:bundle>/isi/<str:node>/", views.rows, name="list_rows"),
    path("penilaian/susunan/<int:year>/<str:bundle>/hapus/", views.take_back, name="list_drop"),
    path("penilaian/susunan/<int:year>/<str:bundle>/susunan.xlsx", taking.workbook, name="list_book"),
    path("penilaian/susunan/<int:year>/<str:bundle>/unggah/", taking.upload, name="list_upload"),
    path("penilaian/pkp/<int:year>/susunan/", taking.adopt, name="pkp_list"),
]
