"""Words of a problem for the reader: its state, its age, what comes next."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lokmin.core.periods import short_date
from lokmin.cycle.followup.canvas.queries import Numbers, RegisterLine
from lokmin.cycle.monitoring.register.queries import Entry
from lokmin.cycle.monitoring.register.queries.entries import ACT, CAUSES, CHOOSE, ROOTS, WAYS, WORDS

STATES: dict[str, str | Promise] = {
    "terbuka": gettext_lazy("terbuka"),
    "teratasi": gettext_lazy("teratasi"),
    "digabung": gettext_lazy("digabung"),
    "gugur": gettext_lazy("tidak dilanjutkan"),
}
SOURCES: dict[str, str | Promise] = {
    "angka": gettext_lazy("angka cakupan"),
    "masukan": gettext_lazy("kotak masukan"),
    "masyarakat": gettext_lazy("masyarakat (SMD, MMD, keluhan)"),
    "linsek": gettext_lazy("lintas sektor"),
    "dinkes": gettext_lazy("Dinas Kesehatan"),
    "staf": gettext_lazy("staf Puskesmas"),
    "pkp": gettext_lazy("penilaian kinerja"),
    "mutu": gettext_lazy("mutu dan audit"),
}
CATEGORIES: dict[str, str | Promise] = {
    "cakupan": gettext_lazy("Cakupan pelayanan"),
    "mutu": gettext_lazy("Mutu dan keselamatan"),
    "tenaga": gettext_lazy("Tenaga"),
    "sarana": gettext_lazy("Sarana, alat, dan obat"),
    "data": gettext_lazy("Data dan pelaporan"),
    "dana": gettext_lazy("Dana"),
    "masyarakat": gettext_lazy("Masyarakat dan perilaku"),
    "lingkungan": gettext_lazy("Lingkungan"),
    "lintas": gettext_lazy("Lintas sektor"),
}
ORDINALS: tuple[str | Promise, ...] = (
    "",
    gettext_lazy("pertama"),
    gettext_lazy("kedua"),
    gettext_lazy("ketiga"),
    gettext_lazy("keempat"),
    gettext_lazy("kelima"),
    gettext_lazy("keenam"),
)


def red(entry: Entry) -> str:
    """``bulan ketiga merah``, ``bulan ke-8 merah``; empty when it is not red."""
    n = entry.red_months
    if not n:
        return ""
    if n < len(ORDINALS):
        return _("bulan %(nth)s merah") % {"nth": ORDINALS[n]}
    return _("bulan ke-%(n)d merah") % {"n": n}


def next_step(line: RegisterLine) -> str:
    """What is to be done next, as one short sentence; empty for what is closed."""
    entry = line.entry
    if not entry.open:
        return ""
    if entry.due and not entry.roots:
        return _("Tanya mengapa sampai akar masalah") if entry.causes else _("Cari akar masalah")
    late = [a for a in line.open_actions if a.late]
    if late:
        return _("RTL terlambat %(n)d hari: tanyakan hambatannya") % {"n": max(a.days_late for a in late)}
    if line.open_actions:
        days = [a.due for a in line.open_actions if a.due]
        return _("Kerjakan RTL sampai %(day)s") % {"day": short_date(min(days))} if days else _("Kerjakan RTL-nya")
    if line.tried:
        outcome = line.last_judged.outcome if line.last_judged else ""
        if outcome == "belum":
            return _("RTL belum menolong: pilih cara lain")
        if outcome == "berhasil":
            return _("RTL menolong: lanjutkan sampai target tercapai")
        return _("RTL selesai: tunggu angka, lalu nilai dampaknya")
    return {
        WORDS: _("Lengkapi rumusannya: %(missing)s") % {"missing": ", ".join(entry.missing)},
        CAUSES: _("Cari penyebabnya"),
        ROOTS: _("Tanya mengapa sampai akar masalah"),
        WAYS: _("Tulis alternatif pemecahan"),
        CHOOSE: _("Nilai dan pilih pemecahannya"),
        ACT: _("Jadikan RTL"),
    }[entry.step]


def banner(line: RegisterLine) -> str:
    """``Bulan keempat merah: cari akar masalah``: what opens the page of a problem that is red for long."""
    before, step = red(line.entry), next_step(line)
    return f"{before[:1].upper()}{before[1:]}: {step[:1].lower()}{step[1:]}" if before else step


def register_title(n: Numbers) -> str:
    """``20 masalah terbuka, 18 menunggu akar masalah``."""
    if not n.open:
        return _("Tidak ada masalah yang terbuka")
    title = ngettext("%(n)s masalah terbuka", "%(n)s masalah terbuka", n.open) % {"n": n.open}
    if n.due:
        title += _(", %(n)s menunggu akar masalah") % {"n": n.due}
    if n.late:
        title += _(", %(n)s dengan RTL terlambat") % {"n": n.late}
    return title


def problem_title(entry: Entry) -> str:
    """``K6 Watubelah: kurang 17 ibu, bulan keempat merah``; of a raised one its own words."""
    if not entry.found:
        return entry.statement.rstrip(".")
    if entry.status == "teratasi":
        return _("%(title)s: target sudah tercapai") % {"title": entry.title}
    said = [part for part in (entry.size, red(entry)) if part]
    return f"{entry.title}: {', '.join(said)}" if said else entry.title
