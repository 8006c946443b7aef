"""Routes of Musrenbang, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.community.musrenbang import views

urlpatterns = [
    path("masyarakat/musrenbang/", views.home, name="musrenbang"),
    path("masyarakat/musrenbang/baru/", views.new, name="musrenbang_new"),
    path("masyarakat/musrenbang/<int:record>/", views.record, name="musrenbang_record"),
    path("masyarakat/musrenbang/<int:record>/ubah/", views.edit, name="musrenbang_edit"),
    path("masyarakat/musrenbang/<int:record>/usulan/", views.items, name="musrenbang_items"),
    path("masyarakat/musrenbang/<int:record>/putusan/", views.decide, name="musrenbang_decide"),
    path("masyarakat/musrenbang/<int:record>/berkas/", views.add_files, name="musrenbang_files"),
    path("masyarakat/musrenbang/<int:record>/<str:paper>.<str:ending>", views.paper, name="musrenbang_paper"),
]
