"""Routes of any plan, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.planning.plans import views

urlpatterns = [
    path("rencana/dokumen/", views.plans, name="plans"),
    path("rencana/dokumen/<int:plan>/", views.plan, name="plan"),
    path("rencana/dokumen/<int:plan>/versi/", views.version_new, name="plan_version_new"),
    path("rencana/dokumen/<int:plan>/setujui/", views.approve, name="plan_approve"),
    path("rencana/dokumen/<int:plan>/kirim/", views.send, name="plan_send"),
    path("rencana/dokumen/<int:plan>/bab/", views.chapter_page, name="plan_chapters"),
    path("rencana/dokumen/<int:plan>/versi/<int:number>/", views.version, name="plan_version"),
    path("rencana/dokumen/<int:plan>/versi/<int:number>.<str:ending>", views.version_file, name="plan_version_file"),
    path("rencana/dokumen/<int:plan>/persetujuan.<str:ending>", views.approval_file, name="plan_approval"),
    path("rencana/dokumen/<int:plan>/tanda-tangan.<str:ending>", views.signature_file, name="plan_signatures"),
    path("rencana/dokumen/<int:plan>/dokumen.<str:ending>", views.document_file, name="plan_document"),
]
