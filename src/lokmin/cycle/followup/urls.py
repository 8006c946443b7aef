"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.followup import views

app_name = "followup"
urlpatterns = [
    path("rtl/", views.home, name="home"),
    path("rtl/baru/", views.edit, name="add"),
    path("rtl/<int:pk>/", views.detail, name="detail"),
    path("rtl/<int:pk>/kemajuan/", views.progress, name="progress"),
    path("rtl/<int:pk>/ubah/", views.edit, name="edit"),
]
