"""Routes of the work of actions; included in ``followup/urls.py``."""

from django.urls import path

from lokmin.cycle.followup.work import papers, personal, upward, views

urlpatterns = [
    path("saya/", personal.home, name="mine"),
    path("rtl/aturan/", upward.rules, name="rules"),
    path("rtl/eskalasi/", upward.home, name="escalations"),
    path("rtl/eskalasi/<int:escalation>/jawab/", upward.answer, name="escalation_answer"),
    path("rtl/kartu/", papers.cards, name="cards"),
    path("rtl/kartu/kartu.pdf", papers.card_file, name="card_file"),
    path("rtl/unduh/matriks.<str:ending>", papers.matrix, name="matrix"),
    path("rtl/<int:pk>/bagian/", views.add_task, name="task_add"),
    path("rtl/<int:pk>/bagian/<int:task>/", views.task, name="task"),
    path("rtl/<int:pk>/orang/", views.add_owner, name="owner_add"),
    path("rtl/<int:pk>/orang/<int:owner>/", views.drop_owner, name="owner_drop"),
    path("rtl/<int:pk>/giliran/", views.turn, name="turn"),
    path("rtl/<int:pk>/bukti/", views.attach, name="proof_add"),
    path("rtl/<int:pk>/bukti/<int:proof>/", views.proof_file, name="proof"),
    path("rtl/<int:pk>/bukti/<int:proof>/hapus/", views.drop_proof, name="proof_drop"),
    path("rtl/<int:pk>/eskalasi/", upward.escalate, name="escalate"),
]
