"""The doors of allauth that Lokmin opens: sign in and out, own password, second factor. No sign-up, no e-mail."""

from allauth.account import views as account
from django.urls import include, path

from lokmin.cycle.meetings.hand.views.office import own_pin
from lokmin.web import account as own

urlpatterns = [
    path("", own.account, name="account"),
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("tidak-aktif/", account.account_inactive, name="account_inactive"),
    path("periksa/", account.reauthenticate, name="account_reauthenticate"),
    path("sandi/", own.change_password, name="account_change_password"),
    path("pin/", own_pin, name="own_pin"),
    path("lupa-sandi/", own.forgotten, name="account_reset_password"),
    path("dua-langkah/", include("allauth.mfa.urls")),
]
