"""What partners' phones post to the live routes: a promise offered, an obstacle, the signature. Inside the writer."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from lokmin.cycle.meetings.hand.operations import read_strokes
from lokmin.cycle.meetings.models import Signature
from lokmin.cycle.meetings.room.doors import Present
from lokmin.cycle.meetings.room.views import Done
from lokmin.cycle.meetings.sectors import operations as op

#: Where the part stands on the phone's page.
ANCHOR = "sektor"
#: Words of people are cut here; columns of the tables are not longer.
_LONG, _SHORT = 500, 200


def promise(present: Present, data: QueryDict) -> Done:
    """``live:promise``: a promise of one's own sector, for the desk to write down."""
    code, _sep, chosen = data.get("masalah", "").partition("|")
    op.offer(
        voice=present.attendance,
        token=_token(data),
        problem=(data.get("problem", "").strip() or chosen)[:_LONG],
        indicator=code[:40] if chosen else "",
        support=data.get("support", "").strip()[:_SHORT],
        activity=data.get("activity", "").strip()[:_LONG],
        target_group=data.get("target_group", "").strip()[:_SHORT],
        due=_day(data.get("due", "")),
        resources=data.get("resources", "").strip()[:_SHORT],
        owner_text=data.get("owner_text", "").strip()[:120],
    )
    return Done(_("Terkirim ke meja sekretaris"), ANCHOR)


def obstacle(present: Present, data: QueryDict) -> Done:
    """``live:sector_obstacle``: what keeps one's sector from giving its support."""
    partner = present.attendance.partner
    if partner is None:
        raise ValidationError(_("Telepon ini belum dikenali sebagai mitra. Sebutkan instansi Anda kepada sekretaris."))
    op.add_obstacle(
        meeting=present.meeting,
        partner=partner,
        text=data.get("text", "")[:_LONG],
        wanted=data.get("wanted", "")[:_LONG],
        voice=present.attendance,
    )
    return Done(_("Hambatan tercatat"), ANCHOR)


def sign(present: Present, data: QueryDict) -> Done:
    """``live:pledge``: sign the text that was read; drawn now, as on the attendance list, or by consent."""
    if data.get("setuju") != "1":
        raise ValidationError(_("Centang bahwa Anda sudah membaca dan menyetujui naskah."))
    drawing = data.get("goresan", "")
    strokes = read_strokes(drawing) if drawing else None
    if strokes is None and data.get("pakai") == "hadir":
        known = Signature.objects.filter(attendance=present.attendance, kind="gambar").first()
        strokes = known.strokes if known is not None else None
    op.sign(voice=present.attendance, read=data.get("naskah", ""), strokes=strokes)
    return Done(_("Komitmen ditandatangani"), "komitmen")


def _token(data: QueryDict) -> str:
    token = data.get("token", "")
    if not 8 <= len(token) <= 43:
        raise ValidationError(_("Halaman ini sudah lama. Muat ulang, lalu kirim lagi."))
    return token


def _day(text: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValidationError(
            {"due": _("“%(text)s” bukan tanggal. Tulis seperti 2026-05-23.") % {"text": text}}
        ) from error
