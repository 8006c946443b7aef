"""Routes of the register with its actions, and of the page of one problem."""

from django.urls import path

from lokmin.cycle.followup.canvas import views

urlpatterns = [
    path("masalah/daftar/", views.register_page, name="register"),
    path("masalah/daftar.<str:ending>", views.register_file, name="register_file"),
    path("masalah/<int:problem>/", views.problem, name="problem"),
    path("masalah/<int:problem>/<str:paper>.<str:ending>", views.paper, name="problem_paper"),
]
