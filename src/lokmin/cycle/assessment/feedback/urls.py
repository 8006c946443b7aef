"""Routes of the part, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.assessment.feedback import views

urlpatterns = [
    path("penilaian/umpan-balik/", views.letters, name="feedback"),
    path("penilaian/umpan-balik/baru/", views.new, name="feedback_new"),
    path("penilaian/umpan-balik/<int:pk>/", views.letter, name="feedback_letter"),
    path("penilaian/umpan-balik/<int:pk>/ubah/", views.correct, name="feedback_correct"),
    path("penilaian/umpan-balik/<int:pk>/butir/<int:point>/ubah/", views.reword, name="feedback_reword"),
    path("penilaian/umpan-balik/<int:pk>/butir/", views.add, name="feedback_add"),
    path("penilaian/umpan-balik/<int:pk>/butir/<int:point>/", views.point, name="feedback_point"),
    path("penilaian/umpan-balik/<int:pk>/unduh/tindak-lanjut.<str:ending>", views.paper, name="feedback_paper"),
    path("penilaian/umpan-balik/<int:pk>/berkas/<int:file>/", views.file, name="feedback_file"),
]
