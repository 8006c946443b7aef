"""How allauth behaves here: nobody signs up, messages name the next step, a one-time password ends when changed."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lokmin.cycle.centre import audit
from lokmin.cycle.centre.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The head or the KTU adds people; passwords are reset by people, not by mail."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecilnya."),
        "too_many_login_attempts": _("Terlalu banyak percobaan yang gagal. Tunggu lima menit, lalu coba lagi."),
        "account_inactive": _("Akun ini dinonaktifkan. Minta KTU atau kepala Puskesmas mengaktifkannya."),
        "incorrect_password": _("Kata sandi tidak cocok."),
        "enter_current_password": _("Kata sandi sekarang tidak cocok."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """The person's own new password: a one-time password is used up with it."""
        if isinstance(user, Person):
            user.must_change_password = False
        super().set_password(user, password)
        if isinstance(user, Person):
            audit.record(
                puskesmas=None, by=user, action="ganti_sandi", about=user, sentence=f"{user} mengganti kata sandinya."
            )
