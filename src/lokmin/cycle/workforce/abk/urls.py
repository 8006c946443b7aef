"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.workforce.abk import papers, views

urlpatterns: list[URLPattern] = [
    path("tenaga/abk/", views.latest, name="abk_latest"),
    path("tenaga/abk/<int:year>/", views.home, name="abk"),
    path("tenaga/abk/<int:year>/mulai/", views.begin, name="abk_begin"),
    path("tenaga/abk/<int:year>/waktu/", views.time, name="abk_time"),
    path("tenaga/abk/<int:year>/waktu/simpan/", views.write_time, name="abk_time_write"),
    path("tenaga/abk/<int:year>/jenis/<str:profession>/", views.profession, name="abk_profession"),
    path(
        "tenaga/abk/<int:year>/jenis/<str:profession>/simpan/", views.write_profession, name="abk_profession_write"
    ),
    path("tenaga/abk/<int:year>/orang/", views.people, name="abk_people"),
    path("tenaga/abk/<int:year>/orang/<int:staff>/", views.person, name="abk_person"),
    path("tenaga/abk/<int:year>/orang/<int:staff>/simpan/", views.write_person, name="abk_person_write"),
    path("tenaga/abk/<int:year>/standar/", views.standard, name="abk_standard"),
    path("tenaga/abk/<int:year>/standar/simpan/", views.write_standard, name="abk_standard_write"),
    path("tenaga/abk/<int:year>/sepakati/", views.freeze, name="abk_freeze"),
    path("tenaga/abk/<int:year>/versi/<int:version>/", views.version, name="abk_version"),
    path("tenaga/abk/<int:year>/unduh/abk.<str:ending>", papers.analysis, name="abk_file"),
    path("tenaga/abk/<int:year>/unduh/tenaga.<str:ending>", papers.staffing, name="abk_staffing_file"),
]
