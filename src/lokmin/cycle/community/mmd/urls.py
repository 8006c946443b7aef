"""Routes of MMD, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.community.mmd import views

urlpatterns = [
    path("masyarakat/mmd/baru/", views.new, name="mmd_new"),
    path("masyarakat/mmd/<int:mmd>/", views.mmd, name="mmd"),
    path("masyarakat/mmd/<int:mmd>/ubah/", views.edit, name="mmd_edit"),
    path("masyarakat/mmd/<int:mmd>/sepakat/", views.agree, name="mmd_agree"),
    path("masyarakat/mmd/<int:mmd>/kegiatan/<int:activity>/", views.activity, name="mmd_activity"),
    path("masyarakat/mmd/<int:mmd>/kegiatan/<int:activity>/keadaan/", views.state, name="mmd_state"),
    path("masyarakat/mmd/<int:mmd>/berkas/", views.add_files, name="mmd_files"),
    path("masyarakat/mmd/<int:mmd>/<str:paper>.<str:ending>", views.paper, name="mmd_paper"),
]
