"""Routes of effects; included in ``followup/urls.py``."""

from django.urls import path

from lokmin.cycle.followup.effect import views

urlpatterns = [
    path("rtl/dampak/", views.home, name="effects"),
    path("rtl/janji/", views.promises, name="promises"),
    path("rtl/<int:pk>/dampak/", views.effect, name="effect"),
    path("rtl/<int:pk>/dampak/catat/", views.freeze, name="effect_freeze"),
    path("pdsa/", views.pdsa, name="pdsa"),
    path("pdsa/baru/", views.pdsa_add, name="pdsa_add"),
    path("pdsa/<int:turn>/", views.pdsa_turn, name="pdsa_turn"),
    path("pdsa/<int:turn>/tulis/", views.pdsa_write, name="pdsa_write"),
]
