"""Routes of the stage, under the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.centre.views import office, partners, people, places

app_name = "centre"
urlpatterns = [
    path("orang/", people.people, name="people"),
    path("orang/baru/", people.add, name="person_new"),
    path("orang/<int:person>/", people.person, name="person"),
    path("orang/<int:person>/peran/", people.grant, name="grant"),
    path("orang/<int:person>/peran/<int:membership>/akhiri/", people.end, name="end_role"),
    path("orang/<int:person>/sandi/", people.password, name="password"),
    path("orang/<int:person>/aktif/", people.activity, name="activity"),
    path("tempat/", places.places, name="places"),
    path("tempat/baru/", places.add, name="village_new"),
    path("tempat/batas/", places.boundaries, name="boundaries"),
    path("tempat/<int:village>/", places.village, name="village"),
    path("tempat/<int:village>/lepas/", places.release, name="release"),
    path("tempat/<int:village>/posyandu/", places.posyandu_add, name="posyandu_add"),
    path("tempat/<int:village>/posyandu/<int:posyandu>/", places.posyandu_rename, name="posyandu_rename"),
    path("mitra/", partners.home, name="partners"),
    path("mitra/baru/", partners.add, name="partner_new"),
    path("mitra/usulan/", partners.proposals, name="partner_proposals"),
    path("mitra/<int:partner>/", partners.partner, name="partner"),
    path("mitra/<int:partner>/aktif/", partners.activity, name="partner_activity"),
    path("mitra/<int:partner>/tautan/", partners.revoke, name="partner_revoke"),
    path("kantor/", office.office, name="office"),
    path("kantor/pilihan/", office.choices, name="choices"),
    path("kantor/lambang/", office.logo, name="logo"),
    path("kantor/lambang/pasang/", office.logo_set, name="logo_set"),
    path("kantor/lambang/lepas/", office.logo_remove, name="logo_remove"),
    path("jejak/", office.trail, name="trail"),
]
