"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.workforce.training import views

urlpatterns: list[URLPattern] = [
    path("tenaga/pelatihan/", views.home, name="training"),
    path("tenaga/pelatihan/tulis/", views.new, name="training_new"),
    path("tenaga/pelatihan/<int:pk>/", views.one, name="training_one"),
    path("tenaga/pelatihan/<int:pk>/simpan/", views.save, name="training_save"),
    path("tenaga/pelatihan/kebutuhan/", views.needs, name="training_needs"),
    path("tenaga/pelatihan/kebutuhan/tulis/", views.want, name="training_want"),
    path("tenaga/pelatihan/kebutuhan/saran/", views.take, name="training_take"),
    path("tenaga/pelatihan/kebutuhan/rencana/", views.plan, name="training_plan"),
    path("tenaga/pelatihan/kebutuhan/<int:pk>/hapus/", views.drop_need, name="training_need_drop"),
    path("tenaga/pelatihan/jpl/", views.jpl, name="training_jpl"),
    path("tenaga/pelatihan/unduh/<str:what>/<str:ending>/", views.paper, name="training_paper"),
]
