"""Signing in: by user name, slowed down for guessers, with an optional second step; passwords are made by people."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from lokmin.cli.demo.cast import HOME, PASSWORD
from lokmin.cycle.centre.models import AuditLine, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


def sign_in(client, username="yusuf", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": username, "password": password, **more})


def test_passwords_are_kept_as_argon2(settings, db):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    person = Person(username="contoh")
    person.set_password(PASSWORD)
    assert person.password.startswith("argon2$argon2id$")
    assert person.check_password(PASSWORD)


def test_the_settings_put_argon2_first():
    from lokmin.web import settings as real

    assert real.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_a_member_lands_on_the_coverage_table(client, cast):
    assert sign_in(client).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == f"/p/{HOME}/"


def test_the_page_that_was_asked_for_comes_after_signing_in(client, cast):
    wanted = reverse("centre:people", kwargs={"pkm": HOME})
    door = client.get(wanted)
    assert door.headers["Location"] == f"{reverse('account_login')}?next={wanted}"
    assert client.post(door.headers["Location"], {"login": "yusuf", "password": PASSWORD}).headers["Location"] == wanted


def test_nobody_is_sent_to_another_host(client, cast):
    door = f"{reverse('account_login')}?next=https://jahat.example/"
    answer = client.post(door, {"login": "yusuf", "password": PASSWORD})
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_says_so_and_keeps_the_name(client, cast):
    page = sign_in(client, password="salah-sekali").content.decode()
    assert "Nama pengguna atau kata sandi tidak cocok" in page
    assert 'value="yusuf"' in page


def test_guessing_one_account_is_stopped_after_five_times(client, cast):
    for _ in range(5):
        assert "tidak cocok" in sign_in(client, password="salah-sekali").content.decode()
    assert "Terlalu banyak percobaan" in sign_in(client).content.decode()  # even with the right password
    assert sign_in(client, "ratna").status_code == 302  # somebody else is not locked out


def test_hammering_the_door_gets_the_too_many_page(client, cast):
    answers = [sign_in(client, f"orang{n}", "salah-sekali") for n in range(61)]
    assert answers[-1].status_code == 429
    page = answers[-1].content.decode()
    assert "Terlalu banyak percobaan" in page
    assert "Tunggu beberapa menit" in page


def test_the_second_step_is_asked_for_once_it_is_set_up(client, cast):
    from allauth.mfa.totp.internal import auth

    sign_in(client)
    check = client.get(reverse("mfa_activate_totp")).headers["Location"]  # the password once more
    assert "Benarkah ini Anda?" in client.get(check).content.decode()
    page = client.post(check, {"password": PASSWORD}, follow=True).content.decode()
    secret = re.search(r'<p class="code">([A-Z2-7]+)</p>', page)[1]
    assert "data:image/svg+xml;base64," in page

    def code():
        return auth.format_hotp_value(auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time()))))

    assert client.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 200
    assert client.post(reverse("mfa_activate_totp"), {"code": code()}).status_code == 302
    spare = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    spare_code = re.search(r"<li>([a-z0-9]{6,})</li>", spare)[1]

    client.post(reverse("account_logout"))
    assert sign_in(client).headers["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("centre:people", kwargs={"pkm": HOME})).status_code == 302  # not in yet
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert "Ketik kode dari telepon Anda" in wrong
    assert client.post(reverse("mfa_authenticate"), {"code": spare_code}).status_code == 302
    assert client.get(reverse("centre:people", kwargs={"pkm": HOME})).status_code == 200

    client.post(reverse("account_logout"))
    cache.clear()  # a code of the same half minute is refused: forget that it was used
    sign_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 302
    assert client.get(reverse("mfa_index")).status_code == 200


@pytest.mark.parametrize("name", ["mfa_index", "account_reauthenticate", "account_change_password", "account"])
def test_the_pages_of_the_account_are_in_indonesian(client, cast, name):
    sign_in(client)
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert '<html lang="id"' in page.content.decode()


def test_there_is_no_sign_up_and_no_mail(client, cast):
    for name in ("account_signup", "account_email", "account_confirm_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert "sekali pakai" in client.get(reverse("account_reset_password")).content.decode()


def test_a_one_time_password_must_be_changed_before_anything_else(client, cast):
    from lokmin.cycle.centre.operations import reset_password

    sri = cast.people["sri"]
    once = reset_password(puskesmas=cast.puskesmas, by=cast.people["yusuf"], person=sri)
    sign_in(client, "sri", once)
    wanted = reverse("centre:people", kwargs={"pkm": HOME})
    change = client.get(wanted).headers["Location"]
    assert change.startswith(reverse("account_change_password"))
    assert "Buat kata sandi Anda sendiri" in client.get(change).content.decode()
    own = "tiga-ekor-bangau-putih"
    done = client.post(change, {"oldpassword": once, "password1": own, "password2": own})
    assert done.headers["Location"] == wanted
    assert client.get(wanted).status_code == 200
    sri.refresh_from_db()
    assert not sri.must_change_password
    assert AuditLine.objects.filter(by=sri, action="ganti_sandi").exists()


def test_a_weak_new_password_is_refused_with_the_reason(client, cast):
    sign_in(client)
    page = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "pendek", "password2": "pendek"}
    )
    assert "isian perlu diperbaiki" in page.content.decode()
    assert Person.objects.get(username="yusuf").check_password(PASSWORD)


def test_a_closed_account_is_told_whom_to_ask(client, cast):
    Person.objects.filter(username="sri").update(is_active=False)
    page = client.post(reverse("account_login"), {"login": "sri", "password": PASSWORD}, follow=True).content.decode()
    assert "KTU atau kepala Puskesmas" in page or "tidak cocok" in page


def test_the_admin_has_no_door_of_its_own(client, cast):
    assert client.get("/admin/login/").headers["Location"].startswith(reverse("account_login"))


def test_somebody_of_the_district_chooses_among_puskesmas(client, cast):
    sign_in(client, "dinkes")
    page = client.get("/").content.decode()
    assert "Puskesmas Banyuwening" in page
    assert "Puskesmas Sumberkencono" in page


def test_without_a_role_the_start_page_says_what_to_do(client, cast):
    cast.people["sri"].memberships.all().delete()
    sign_in(client, "sri")
    assert "belum punya Puskesmas" in client.get("/").content.decode()
