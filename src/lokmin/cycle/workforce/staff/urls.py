"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.workforce.staff import papers, views

urlpatterns: list[URLPattern] = [
    path("tenaga/staf/", views.home, name="staff"),
    path("tenaga/staf/mulai/", views.begin, name="staff_begin"),
    path("tenaga/staf/baru/", views.add, name="staff_add"),
    path("tenaga/staf/tempel/", views.paste, name="staff_paste"),
    path("tenaga/staf/izin/", views.licences, name="staff_licences"),
    path("tenaga/staf/izin/seumur-hidup/", views.for_life, name="staff_for_life"),
    path("tenaga/staf/<int:staff>/", views.one, name="staff_one"),
    path("tenaga/staf/<int:staff>/ubah/", views.edit, name="staff_edit"),
    path("tenaga/staf/<int:staff>/cuti/", views.leave, name="staff_leave"),
    path("tenaga/staf/<int:staff>/berhenti/", views.leaving, name="staff_leaving"),
    path("tenaga/staf/unduh/daftar.<str:ending>", papers.register, name="staff_file"),
    path("tenaga/staf/unduh/izin.<str:ending>", papers.licences, name="staff_licences_file"),
]
