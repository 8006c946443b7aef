"""Pages for what went wrong: each says what happened and the next step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, lines: list[str]) -> HttpResponse:
    context = {"heading": title, "lines": lines, "status": status}
    return render(request, "web/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        400,
        _("Permintaan tidak dapat dibaca"),
        [
            _("Alamat atau isian yang dikirim peramban tidak lengkap."),
            _("Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi."),
        ],
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        403,
        _("Peran Anda tidak boleh membuka halaman ini"),
        [
            _("Jika Anda memerlukannya, minta kepala Puskesmas atau KTU menambah peran Anda di Orang dan tempat."),
        ],
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        404,
        _("Halaman tidak ditemukan"),
        [
            _("Alamatnya mungkin salah ketik, isinya sudah dipindahkan, atau milik Puskesmas lain."),
            _("Mulai lagi dari halaman depan, atau periksa alamat yang Anda terima."),
        ],
    )


def server_error(_request: HttpRequest) -> HttpResponse:
    """Without session or database: either may be what failed."""
    return HttpResponse(render_to_string("web/error_500.html", {"language": get_language()}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    return _page(
        request,
        403,
        _("Halaman ini sudah terlalu lama terbuka"),
        [
            _("Demi keamanan kiriman tidak diterima."),
            _("Kembali, muat ulang halamannya, lalu kirim lagi. Kuki harus diizinkan."),
        ],
    )


def too_many(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        429,
        _("Terlalu banyak percobaan"),
        [
            _("Tunggu beberapa menit, lalu coba lagi. Ini melindungi akun dari orang yang menebak kata sandi."),
            _("Lupa kata sandi? Minta KTU atau kepala Puskesmas membuatkan kata sandi sekali pakai."),
        ],
    )
