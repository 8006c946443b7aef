"""The forms of a RUK: one row with its money, several rows as a table, decisions of funding."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.numbers import from_micro, indonesian, to_micro
from lokmin.cycle.centre.fields import CountField, RupiahField, TextArea
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.planning.models import Plan, RenstraLine, RukItem
from lokmin.cycle.planning.models.rows import NATURES
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.funds import book, effort_choices, fund_choices
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.documents.forms.parts import programme_name
from lokmin.exchange.excel.planbookcells import Unclear, rupiah

NONE = ("", "–")
#: So many sources can pay one row in the form.
SOURCES = 3
_TEXTS = ("activity", "upaya", "programme", "nature", "goal", "target_group", "target", "owner_text", "tools", "people",
          "partners", "time_text", "success", "indicator", "unit", "account")  # fmt: skip
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+|\d+")


class CostsField(TextArea):
    """Lines of costs, one a line: ``uraian; volume; satuan; kali; harga``, also pasted from Excel (tabs)."""

    def clean(self, value: Any) -> list[dict[str, Any]]:
        found = []
        for number, line in enumerate((super().clean(value) or "").splitlines(), start=1):
            if not line.strip():
                continue
            parts = [part.strip() for part in (line.split("\t") if "\t" in line else line.split(";"))]
            if len(parts) == 4:
                parts.insert(3, "1")
            if len(parts) != 5 or not parts[0]:
                raise ValidationError(
                    _("Baris %(n)d: tulis uraian; volume; satuan; kali; harga. Contoh: Konsumsi; 40; orang; 2; 15.000")
                    % {"n": number}
                )
            found.append(self._line(number, parts))
        return found

    def _line(self, number: int, parts: list[str]) -> dict[str, Any]:
        text, volume, unit, times, price = parts
        price = re.sub(r"(?i)^rp\.?|\s", "", price).removesuffix(",00").removesuffix(",-")
        if not _GROUPED.fullmatch(price) or not times.isdecimal() or len(price) > 18 or len(times) > 4:
            raise ValidationError(_("Baris %(n)d: kali dan harga harus bilangan bulat.") % {"n": number})
        try:
            amount = to_micro(Decimal(volume.replace(".", "").replace(",", ".")))
        except (ArithmeticError, ValueError) as error:
            raise ValidationError(
                _("Baris %(n)d: volume “%(v)s” bukan bilangan.") % {"n": number, "v": volume}
            ) from error
        if amount < 0:
            raise ValidationError(_("Baris %(n)d: volume tidak boleh di bawah nol.") % {"n": number})
        return {
            "text": text, "volume_micro": amount, "unit": unit, "times": int(times),
            "price": int(price.replace(".", "")),
        }  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(
            "; ".join((
                line["text"], indonesian(from_micro(line["volume_micro"])), line["unit"], str(line["times"]),
                indonesian(line["price"]),
            ))
            for line in value
        )  # fmt: skip


class ItemForm(forms.Form):
    """The official columns of one activity; the least of it is the activity."""

    activity = forms.CharField(label=gettext_lazy("Kegiatan"), max_length=300)
    upaya = forms.ChoiceField(label=gettext_lazy("Upaya kesehatan"))
    programme = forms.ChoiceField(label=gettext_lazy("Program"), required=False)
    goal = TextArea(label=gettext_lazy("Tujuan"), rows=2, max_length=2000, required=False)
    target_group = forms.CharField(label=gettext_lazy("Sasaran"), max_length=200, required=False)
    target = forms.CharField(
        label=gettext_lazy("Target sasaran"), max_length=200, required=False,
        help_text=gettext_lazy("Dengan angkanya: 480 balita, atau 90 %"),
    )  # fmt: skip
    owner = forms.ChoiceField(label=gettext_lazy("Penanggung jawab"), required=False)
    owner_text = forms.CharField(label=gettext_lazy("Penanggung jawab lain"), max_length=120, required=False)
    tools = forms.CharField(label=gettext_lazy("Kebutuhan alat"), max_length=200, required=False)
    people = forms.CharField(label=gettext_lazy("Kebutuhan tenaga"), max_length=200, required=False)
    partners = forms.CharField(label=gettext_lazy("Mitra kerja"), max_length=200, required=False)
    time_text = forms.CharField(label=gettext_lazy("Waktu pelaksanaan"), max_length=120, required=False)
    volume_micro = CountField(label=gettext_lazy("Volume setahun"), required=False, below_zero=False)
    unit = forms.CharField(label=gettext_lazy("Satuan"), max_length=40, required=False)
    success = forms.CharField(label=gettext_lazy("Indikator kinerja"), max_length=300, required=False)
    indicator = forms.ChoiceField(
        label=gettext_lazy("Indikator cakupan"), required=False,
        help_text=gettext_lazy("Agar capaiannya terbaca dari rencana"),
    )  # fmt: skip
    renstra = forms.ChoiceField(label=gettext_lazy("Baris rencana lima tahunan"), required=False)
    nature = forms.ChoiceField(label=gettext_lazy("Sifat kegiatan"), required=False)
    villages = forms.MultipleChoiceField(
        label=gettext_lazy("Desa"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tanpa centang: seluruh wilayah"),
    )  # fmt: skip
    account = forms.CharField(label=gettext_lazy("Kode rekening"), max_length=60, required=False)
    costs = CostsField(
        label=gettext_lazy("Rincian biaya"), rows=4, required=False,
        help_text=gettext_lazy("Satu rincian sebaris: uraian; volume; satuan; kali; harga. Boleh ditempel dari Excel."),
    )  # fmt: skip

    def __init__(self, *args: Any, puskesmas: Puskesmas, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        known = catalogue_for(puskesmas, year)
        programmes = dict.fromkeys(i.programme for i in known.for_year(year).values())
        five = plans.plan(puskesmas, Plan.RENSTRA, year)
        lines: list[RenstraLine] = list(five.renstra_lines.filter(removed_at=None)) if five else []
        self._choose("upaya", [NONE, *self._with(effort_choices(year), "upaya")])
        self._choose("programme", [NONE, *self._with([(p, programme_name(p)) for p in programmes], "programme")])
        self._choose("owner", [NONE, *((str(pk), name) for pk, name in staff.choices(puskesmas))])
        self._choose("indicator", [NONE, *((i.code, f"{i.code}: {i.name}") for i in known.for_year(year).values())])
        self._choose("renstra", [NONE, *((str(line.pk), line.indicator_text) for line in lines)])
        self._choose("nature", [NONE, *NATURES])
        self._choose("villages", [(str(v.pk), v.name) for v in villages(puskesmas)])
        for n in range(1, SOURCES + 1):
            label = _("Sumber dana") if n == 1 else _("Sumber dana lain")
            said = _("Kosong: belum dihitung, atau menurut rincian biaya. 0: tanpa biaya.") if n == 1 else ""
            self.fields[f"fund_{n}"] = forms.ChoiceField(
                label=label, choices=[NONE, *fund_choices(year)], required=False
            )
            self.fields[f"rupiah_{n}"] = RupiahField(label=_("Anggaran, rupiah"), required=False, help_text=said)

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - all of them are
        field.choices = choices

    def _with(self, choices: list[tuple[str, str]], name: str) -> list[tuple[str, str]]:
        """The choices and what the row already has, also when no rule knows it (an import)."""
        held = str(self.initial.get(name, ""))
        return choices if not held or held in dict(choices) else [*choices, (held, held)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        money: dict[str, int | None] = {}
        for n in range(1, SOURCES + 1):
            fund, amount = data.get(f"fund_{n}", ""), data.get(f"rupiah_{n}")
            if fund in money and (fund or amount is not None):
                self.add_error(f"fund_{n}", _("Sumber ini sudah dipakai di atas."))
            elif fund or amount is not None:
                if not fund and amount:
                    self.add_error(f"fund_{n}", _("Pilih sumber dana untuk rupiah ini."))
                money[fund] = amount
        data["money"] = money
        return data

    def columns(self) -> dict[str, Any]:
        """What the operation takes."""
        data = self.cleaned_data
        found: dict[str, Any] = {name: data[name] for name in _TEXTS}
        found |= {"volume_micro": data["volume_micro"], "villages": [int(pk) for pk in data["villages"]]}
        found |= {"owner_id": int(data["owner"]) if data["owner"] else None}
        found |= {"renstra_id": int(data["renstra"]) if data["renstra"] else None}
        money, costs = data["money"], data["costs"]
        if costs and not money:
            money = {"": None}
        return {**found, "money": money, "costs": costs}


def initial(item: RukItem) -> dict[str, Any]:
    """A row as the form shows it."""
    found: dict[str, Any] = {name: getattr(item, name) for name in (*_TEXTS, "volume_micro")}
    found |= {"owner": str(item.owner_id or ""), "renstra": str(item.renstra_id or "")}
    found["villages"] = [str(v.pk) for v in item.villages.all()]
    found["costs"] = [
        {"text": c.text, "volume_micro": c.volume_micro, "unit": c.unit, "times": c.times, "price": c.price}
        for c in item.costs.all()
    ]
    for n, one in enumerate(list(item.money.all())[:SOURCES], start=1):
        found |= {f"fund_{n}": one.fund, f"rupiah_{n}": one.rupiah}
    return found


class RowForm(forms.Form):
    """One line of the table of several rows: what is changed most. An empty new line is no row."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    activity = forms.CharField(label=gettext_lazy("Kegiatan"), max_length=300, required=False)
    upaya = forms.ChoiceField(label=gettext_lazy("Upaya"), required=False)
    target_group = forms.CharField(label=gettext_lazy("Sasaran"), max_length=200, required=False)
    target = forms.CharField(label=gettext_lazy("Target"), max_length=200, required=False)
    time_text = forms.CharField(label=gettext_lazy("Waktu"), max_length=120, required=False)
    success = forms.CharField(label=gettext_lazy("Indikator kinerja"), max_length=300, required=False)
    rupiah = RupiahField(label=gettext_lazy("Anggaran"), required=False)
    fund = forms.ChoiceField(label=gettext_lazy("Sumber"), required=False)

    def __init__(self, *args: Any, year: int, upaya: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        efforts = effort_choices(year)
        if upaya and upaya not in dict(efforts):
            efforts.append((upaya, upaya))
        self.fields["upaya"].choices = [NONE, *efforts]  # type: ignore[attr-defined]
        self.fields["fund"].choices = [NONE, *fund_choices(year)]  # type: ignore[attr-defined]

    @property
    def filled(self) -> bool:
        """A new line somebody wrote into."""
        data = self.cleaned_data
        return any(data.get(name) not in (None, "") for name in self.fields if name != "pk")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("pk") or self.filled) and not data.get("activity"):
            self.add_error("activity", _("Tulis kegiatannya."))
        if data.get("rupiah") and not data.get("fund"):
            self.add_error("fund", _("Pilih sumber dana untuk rupiah ini."))
        return data


#: Columns of rows that are pasted, in this order.
PASTED = ("activity", "target_group", "target", "time_text", "success", "rupiah", "fund")


class PasteField(TextArea):
    """Rows pasted from Excel (tabs) or typed (semicolons), their cells in the order of ``PASTED``."""

    def __init__(self, *, year: int, **options: Any) -> None:
        super().__init__(rows=4, required=False, **options)
        self.year = year

    def clean(self, value: Any) -> list[dict[str, Any]]:
        found = []
        for number, line in enumerate((super().clean(value) or "").splitlines(), start=1):
            cells = [cell.strip() for cell in (line.split("\t") if "\t" in line else line.split(";"))]
            if not any(cells) or cells[0].casefold() == "kegiatan":
                continue
            row: dict[str, Any] = dict(zip(PASTED, [*cells, *[""] * len(PASTED)], strict=False))
            try:
                row["rupiah"] = rupiah(row["rupiah"])
            except Unclear as error:
                raise ValidationError(
                    _("Baris %(n)d: “%(text)s” bukan rupiah. Contoh: 1.500.000") % {"n": number, "text": error}
                ) from error
            fund = book(self.year).match(row["fund"]) if row["fund"] else None
            if row["fund"] and fund is None:
                raise ValidationError(
                    _("Baris %(n)d: sumber “%(text)s” tidak ada di daftar.") % {"n": number, "text": row["fund"]}
                )
            if row["rupiah"] and fund is None:
                raise ValidationError(_("Baris %(n)d: tulis sumber dananya.") % {"n": number})
            found.append(row | {"fund": fund.code if fund else ""})
        return found


class PasteForm(forms.Form):
    """Several new rows at once."""

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rows"] = PasteField(
            year=year, label=_("Tempel baris baru dari Excel"),
            help_text=_("Kolomnya: kegiatan, sasaran, target, waktu, indikator, anggaran, sumber."),
        )  # fmt: skip
        self.fields["upaya"] = forms.ChoiceField(
            label=_("Upaya untuk baris yang ditempel"), choices=[NONE, *effort_choices(year)], required=False
        )


class FundingForm(forms.Form):
    """What became of one row when the DPA came."""

    funding = forms.ChoiceField(label=gettext_lazy("Pendanaan"), choices=RukItem.FUNDING, required=False)
    funded = RupiahField(label=gettext_lazy("Yang didanai"), required=False)
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300, required=False)
