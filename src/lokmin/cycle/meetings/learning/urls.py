"""Routes of knowledge points and team building, below one point of the agenda."""

from django.urls import path

from lokmin.cycle.meetings.learning import views

urlpatterns = [
    path("lokmin/<int:pk>/acara/<int:item>/pengetahuan/", views.knowledge, name="knowledge"),
    path("lokmin/<int:pk>/acara/<int:item>/pengetahuan/tahap/", views.phase, name="quiz_phase"),
    path("lokmin/<int:pk>/acara/<int:item>/pengetahuan/unggah/", views.put_file, name="knowledge_upload"),
    path("lokmin/<int:pk>/acara/<int:item>/pengetahuan/berkas/", views.get_file, name="knowledge_file"),
    path("lokmin/<int:pk>/acara/<int:item>/kelompok/", views.team, name="team"),
    path("lokmin/<int:pk>/acara/<int:item>/kelompok/bagi/", views.divide, name="team_divide"),
    path("lokmin/<int:pk>/acara/<int:item>/kelompok/<int:group>/", views.result, name="team_result"),
]
