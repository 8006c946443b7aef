"""What lists of choices about an action's work are called on screen."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REPEATS: list[tuple[str, Promise]] = [
    ("", _("sekali")), ("mingguan", _("tiap minggu")), ("bulanan", _("tiap bulan")), ("triwulan", _("tiap tiga bulan")),
]  # fmt: skip
ROLES: list[tuple[str, Promise]] = [
    ("pj", pgettext_lazy("peran", "penanggung jawab")), ("pelaksana", pgettext_lazy("peran", "pelaksana")),
    ("mitra", pgettext_lazy("peran", "mitra")),
]  # fmt: skip
TO: list[tuple[str, Promise]] = [
    ("lokmin", _("Lokmin berikutnya")), ("linsek", _("Lokmin lintas sektor")), ("dinkes", _("Dinas Kesehatan")),
]  # fmt: skip
TURNS: dict[str, Promise] = {
    "dikerjakan": _("dikerjakan"), "dilewati": _("tidak dikerjakan"), "terlewat": _("terlewat"),
    "sekarang": _("sekarang"), "nanti": _("nanti"),
}  # fmt: skip
