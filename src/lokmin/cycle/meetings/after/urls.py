"""Routes after a meeting; included in ``meetings/urls.py``."""

from django.urls import path

from lokmin.cycle.meetings.after import views

urlpatterns = [
    path("lokmin/<int:pk>/ringkasan/", views.summary, name="summary"),
    path("lokmin/<int:pk>/ringkasan/ringkasan.<str:ending>", views.summary_file, name="summary_file"),
    path("lokmin/<int:pk>/tugas/", views.tasks, name="tasks"),
    path("lokmin/<int:pk>/tugas/<str:key>/", views.task, name="task"),
    path("lokmin/<int:pk>/tugas/<str:key>/tugas.<str:ending>", views.task_file, name="task_file"),
    path("lokmin/<int:pk>/siaran-pers/", views.press, name="press"),
    path("lokmin/<int:pk>/siaran-pers/simpan/", views.press_save, name="press_save"),
    path("lokmin/<int:pk>/siaran-pers/siaran-pers.docx", views.press_file, name="press_file"),
    path("lokmin/<int:pk>/cetak/<str:what>.<str:ending>", views.paper, name="paper"),
    path("lokmin/<int:pk>/kesehatan/", views.health, name="health"),
]
