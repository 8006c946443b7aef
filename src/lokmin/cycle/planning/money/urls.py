"""Routes of the part, below the address of one Puskesmas."""

from django.urls import URLPattern, path

from lokmin.cycle.planning.money import views

urlpatterns: list[URLPattern] = [
    path("rencana/dana/", views.now, name="money_now"),
    path("rencana/dana/<int:year>/", views.home, name="money"),
    path("rencana/dana/<int:year>/pagu/", views.ceiling, name="ceiling"),
    path("rencana/dana/<int:year>/realisasi/", views.spend, name="spend"),
    path("rencana/dana/<int:year>/pembayaran/", views.payments, name="payments"),
    path("rencana/dana/realisasi/<int:pk>/batal/", views.void, name="spending_void"),
    path("rencana/dana/<int:year>/unduh/serapan.<str:ending>", views.file, name="money_file"),
]
