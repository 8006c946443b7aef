"""Forms of darbin: the matrix of all villages at once, their sizes, wishes, what a proposal is asked for, reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.numbers import whole
from lokmin.core.workload.darbin.records import Measure
from lokmin.cycle.centre.fields import DayField, TextArea
from lokmin.cycle.centre.models import Place, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.workforce.darbin import basis
from lokmin.cycle.workforce.darbin.operations import Change
from lokmin.cycle.workforce.darbin.queries import OTHERS
from lokmin.cycle.workforce.models import Staff, VillageAssignment

#: No village is larger, no way longer than this.
_MOST_PEOPLE, _MOST_KM = 500_000, 500
#: Of these a village has fewer.
_MOST = {"posyandu": 999, "schools": 999}
#: Counted columns of a village's size as the table names them.
COUNTS = ("people", "families", "posyandu", "schools", "minutes")


#: What somebody may say about a village.
WEIGHTS = {
    2: gettext_lazy("sangat ingin"), 1: gettext_lazy("ingin"), -1: gettext_lazy("sebaiknya tidak"),
    -2: gettext_lazy("tidak bisa"),
}  # fmt: skip


class MatrixForm(forms.Form):
    """Everybody of every village in one table; what is left as it was is not written."""

    since = DayField(label=gettext_lazy("Berlaku sejak"))
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=200, required=False,
        help_text=gettext_lazy("Misalnya: kesepakatan lokmin pertama, pindah tugas"),
    )  # fmt: skip

    def __init__(self, *args: Any, puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, **options)
        self._villages = villages(puskesmas)
        self._staff = {s.pk: s for s in Staff.objects.of(puskesmas)}

    def changes(self) -> list[Change]:
        """One change for every cell that says otherwise than it was shown (where the page says how it was)."""
        found = []
        for village in self._villages:
            for role in (VillageAssignment.PJ, *OTHERS):
                name = f"{role}:{village.code}"
                if name not in self.data or self.data[name] == self.data.get(f"semula:{name}"):
                    continue
                typed = str(self.data[name]).strip()
                if role == "kader":
                    found.append(Change(village, role, None, typed[:120]))
                else:
                    found.append(Change(village, role, self._staff.get(whole(typed))))
        return found


class SizesForm(forms.Form):
    """Sizes and distances of all villages; empty is "not known", never zero."""

    source = forms.CharField(
        label=gettext_lazy("Sumber angka"), max_length=120, required=False,
        help_text=gettext_lazy("Misalnya: monografi desa 2025, hitungan odometer"),
    )  # fmt: skip

    def __init__(self, *args: Any, puskesmas: Puskesmas, homes: tuple[Place, ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self._villages, self._homes = villages(puskesmas), homes
        self.rows: dict[Place, dict[str, int | None]] = {}
        self.ways: dict[tuple[Place, Place], int | None] = {}
        #: (id of the box, sentence) for the summary above the form.
        self.problems: list[tuple[str, str]] = []

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for village in self._villages:
            columns = {name: self._count(village, name) for name in COUNTS}
            self.rows[village] = {**columns, "metres": self._metres(f"metres:{village.code}", village.name)}
        for home in self._homes:
            for village in self._villages:
                name = f"jarak:{home.code}:{village.code}"
                if village != home and name in self.data:
                    self.ways[home, village] = self._metres(name, f"{home.name}–{village.name}")
        for _box, sentence in self.problems:
            self.add_error(None, sentence)
        return data

    def _count(self, village: Place, column: str) -> int | None:
        name = f"{column}:{village.code}"
        typed = re.sub(r"[\s.]", "", str(self.data.get(name, "")))
        if not typed:
            return None
        if typed.isdecimal() and len(typed) <= 6 and int(typed) <= _MOST.get(column, _MOST_PEOPLE):
            return int(typed)
        self.problems.append((name, _("%(village)s: “%(text)s” bukan bilangan bulat yang wajar. Contoh: 4.200")
                              % {"village": village.name, "text": self.data[name]}))  # fmt: skip
        return None

    def _metres(self, name: str, where: str) -> int | None:
        typed = re.sub(r"\s|km", "", str(self.data.get(name, "")).lower())
        if not typed:
            return None
        try:
            kilometres = Decimal(typed.replace(",", ".")) if len(typed) <= 8 else Decimal(-1)
        except InvalidOperation:
            kilometres = Decimal(-1)
        if kilometres.is_finite() and 0 <= kilometres <= _MOST_KM:
            return int(kilometres * 1000)
        told = {"where": where, "text": self.data[name]}
        self.problems.append((name, _("%(where)s: “%(text)s” bukan jarak dalam km. Contoh: 9,4") % told))
        return None


def read_wishes(data: Mapping[str, str], places: list[Place]) -> dict[Place, tuple[int, str]]:
    """Village -> weight and reason, as posted; villages without an answer are left out."""
    found = {}
    for village in places:
        typed = str(data.get(f"ingin:{village.code}", ""))
        if typed.lstrip("-").isdecimal() and len(typed) < 4 and int(typed) in WEIGHTS:
            found[village] = (int(typed), str(data.get(f"alasan:{village.code}", ""))[:200])
    return found


class ProposeForm(forms.Form):
    """What a proposal is asked for; everything is filled in beforehand."""

    staff = forms.MultipleChoiceField(
        label=gettext_lazy("Siapa yang dapat menjadi PJ"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Sudah dicentang: yang sekarang menjadi PJ dan yang berkeinginan"),
    )
    since = DayField(label=gettext_lazy("Berlaku sejak"))
    until = DayField(label=gettext_lazy("Sampai"))
    measure = forms.ChoiceField(
        label=gettext_lazy("Beban dihitung dari"), widget=forms.RadioSelect,
        choices=[
            (Measure.PEOPLE.value, gettext_lazy("jumlah penduduk")),
            (Measure.HOUSEHOLDS.value, gettext_lazy("jumlah KK")),
            (Measure.MINUTES.value, gettext_lazy("menit kerja sebulan, termasuk tugas lain menurut ABK")),
        ],
    )  # fmt: skip
    most = forms.IntegerField(
        label=gettext_lazy("Paling banyak desa seorang"), min_value=1, max_value=99, required=False
    )
    km = forms.IntegerField(
        label=gettext_lazy("Paling jauh (km)"), min_value=1, max_value=_MOST_KM, required=False,
        help_text=gettext_lazy("Dari tempat tinggal atau puskesmas; kosongkan bila tidak dibatasi"),
    )  # fmt: skip
    long_leave = forms.IntegerField(label=gettext_lazy("Cuti terlalu lama bagi PJ (hari)"), min_value=1, max_value=366)
    pinned = forms.MultipleChoiceField(
        label=gettext_lazy("Desa yang tetap pada PJ-nya"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self, *args: Any, staff: list[tuple[int, str]], places: list[tuple[str, str]], **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.fields["staff"].choices = [(str(pk), name) for pk, name in staff]  # type: ignore[attr-defined]
        self.fields["pinned"].choices = places  # type: ignore[attr-defined]
        self.fields["staff"].error_messages["required"] = _("pilih sedikitnya satu orang.")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("lebih awal daripada mulainya."))
        elif since and until and (until - since).days > 5 * 366:
            self.add_error("until", _("paling lama lima tahun."))
        return data

    def asked(self) -> basis.Asked:
        """The cleaned form."""
        data = self.cleaned_data
        return basis.Asked(
            tuple(int(pk) for pk in data["staff"]), data["since"], data["until"], Measure(data["measure"]),
            data["km"] * 1000 if data["km"] else None, data["most"], data["long_leave"], tuple(data["pinned"]),
        )  # fmt: skip


class AcceptForm(forms.Form):
    """From when a proposal holds, and why."""

    since = DayField(label=gettext_lazy("Berlaku sejak"))
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=200,
        help_text=gettext_lazy("Misalnya: disepakati seluruh staf di lokmin pertama 2026"),
    )  # fmt: skip


class ReportForm(forms.Form):
    """The monthly report of one village; short answers, one below the other."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    visits = forms.IntegerField(
        label=gettext_lazy("Berapa kali ke desa bulan ini"), min_value=0, max_value=99, required=False
    )
    condition = TextArea(
        label=gettext_lazy("Kondisi desa"), rows=3, required=False, max_length=4000,
        help_text=gettext_lazy("Keadaan umum, kejadian, kegiatan posyandu, lingkungan"),
    )  # fmt: skip
    achieved = TextArea(
        label=gettext_lazy("Capaian desa"), rows=6, required=False, max_length=4000,
        help_text=gettext_lazy("Sudah diisi dari angka yang dilaporkan; tambah atau perbaiki"),
    )  # fmt: skip
    problems = TextArea(
        label=gettext_lazy("Masalah"), rows=3, required=False, max_length=4000,
        help_text=gettext_lazy("Satu masalah satu baris; tiap baris dapat diangkat ke daftar masalah"),
    )  # fmt: skip
    followup = TextArea(
        label=gettext_lazy("Tindak lanjut"), rows=3, required=False, max_length=4000,
        help_text=gettext_lazy("Yang sudah dan yang akan dikerjakan, oleh siapa, kapan"),
    )  # fmt: skip
    support = TextArea(label=gettext_lazy("Dukungan yang diminta"), rows=2, required=False, max_length=2000)

    def columns(self) -> dict[str, Any]:
        """What ``sending.write`` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}
