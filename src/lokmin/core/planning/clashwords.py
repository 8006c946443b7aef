"""A clash as a sentence: both events, what they share, and the day that is free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lokmin.core.language import said
from lokmin.core.periods import long_date
from lokmin.core.planning.calendar import Event
from lokmin.core.planning.clashes import Clash, Kind, Severity

_NAMED = 3


def severity_words(severity: Severity) -> str:
    """``harus diubah`` or ``sebaiknya diubah``."""
    return said("harus diubah") if severity is Severity.HARD else said("sebaiknya diubah")


def kind_words(kind: Kind) -> str:
    """What clashes, as a heading or a cell."""
    return {
        Kind.PERSON: said("orang yang sama"),
        Kind.LEAVE: said("petugas cuti"),
        Kind.PLACE: said("tempat yang sama"),
        Kind.RESOURCE: said("kendaraan atau ruang yang sama"),
        Kind.CLOSED: said("hari libur"),
        Kind.DAYOFF: said("bukan hari kerja"),
        Kind.VILLAGE: said("desa yang sama"),
        Kind.FASTING: said("bulan puasa"),
    }[kind]


def sentence(clash: Clash, names: Mapping[str, str]) -> str:
    """What clashes and when; ``names`` say persons, places, villages and vehicles by key."""
    day = long_date(clash.day)
    words = {
        "who": _names(clash.about, names),
        "day": f"{day} ({said('dan %s hari lagi') % (clash.days - 1)})" if clash.days > 1 else day,
        "one": _named(clash.one),
        "other": _named(clash.other) if clash.other else "",
        "reason": clash.reason,
    }
    match clash.kind:
        case Kind.PERSON:
            text = said("%(who)s dijadwalkan di dua kegiatan pada %(day)s: %(one)s dan %(other)s.")
        case Kind.LEAVE:
            leave, work = (clash.one, clash.other) if clash.one.leave else (clash.other, clash.one)
            words |= {"one": leave.title if leave else "", "other": _named(work) if work else ""}
            text = said("%(who)s tidak bertugas pada %(day)s (%(one)s), padahal dijadwalkan di %(other)s.")
        case Kind.PLACE:
            text = said("%(who)s dipakai dua kegiatan pada %(day)s: %(one)s dan %(other)s.")
        case Kind.RESOURCE:
            text = said("%(who)s dipesan dua kegiatan pada %(day)s: %(one)s dan %(other)s.")
        case Kind.VILLAGE:
            text = said("%(who)s didatangi dua kegiatan pada %(day)s: %(one)s dan %(other)s.")
        case Kind.CLOSED:
            text = said("%(one)s jatuh pada hari libur %(day)s: %(reason)s.")
        case Kind.DAYOFF:
            text = said("%(one)s jatuh pada %(day)s, bukan hari kerja.")
        case Kind.FASTING:
            text = said("%(one)s pada %(day)s jatuh di bulan puasa: %(reason)s.")
    return text % words


def next_step(clash: Clash) -> str:
    """Where the event may go, or what else to do; a joint visit is offered where two come to one village."""
    title = clash.moving.title
    if not clash.free:
        if clash.kind is Kind.LEAVE:
            return said("Tunjuk pengganti untuk %s.") % title
        if clash.other is None:
            return said("Pilih hari lain untuk %s.") % title
        return said("Tidak ada hari kosong di dekatnya. Ganti petugas atau tempat %s.") % title
    move = said("Pindahkan %(title)s ke %(day)s.") % {"title": title, "day": long_date(clash.free[0])}
    if clash.kind is Kind.VILLAGE:
        return said("Gabungkan keduanya, atau: %s") % move
    if clash.kind is Kind.LEAVE:
        return said("Tunjuk pengganti, atau: %s") % move
    return move


def _named(event: Event) -> str:
    return f"{event.title} ({event.hours})"


def _names(keys: Sequence[str], names: Mapping[str, str]) -> str:
    """``Ratna``, ``Ratna dan Yusuf``, ``Ratna, Yusuf, Sri dan 4 lagi``."""
    said_names = sorted(names.get(key, key) for key in keys)
    if len(said_names) > _NAMED:
        more = said("dan %s lagi") % (len(said_names) - _NAMED)
        return f"{', '.join(said_names[:_NAMED])} {more}"
    if len(said_names) < 2:
        return "".join(said_names)
    return f"{', '.join(said_names[:-1])} {said('dan')} {said_names[-1]}"
