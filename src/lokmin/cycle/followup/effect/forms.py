"""A turn of plan-do-study-act as a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.fields import TextArea
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.models import Action, Pdsa
from lokmin.cycle.followup.queries import indicator_names
from lokmin.cycle.monitoring.words import month_year

#: Months that can be chosen before and after the present one.
_BEFORE, _AFTER = 18, 6


def _months() -> list[tuple[str, str]]:
    today = clock.today()
    now = Month(today.year, today.month)
    return [(m.code, month_year(m)) for m in now.plus(-_BEFORE).until(now.plus(_AFTER))]


class TurnForm(forms.Form):
    """All parts of a turn; the plan comes first, the rest is written as the months go by."""

    aim = forms.CharField(
        label=gettext_lazy("Tujuan"), max_length=300,
        help_text=gettext_lazy("Apa yang harus membaik, berapa, sampai kapan: K1 Watubelah 8 ibu sebulan sampai Juli"),
    )  # fmt: skip
    plan = TextArea(
        label=gettext_lazy("Rencanakan: apa yang dicoba"), rows=3,
        help_text=gettext_lazy("Perubahan kecil yang dapat dicoba dalam satu atau dua bulan, dan siapa yang mencoba"),
    )  # fmt: skip
    start = forms.ChoiceField(label=gettext_lazy("Mulai bulan"))
    done = TextArea(label=gettext_lazy("Kerjakan: apa yang sungguh dilakukan"), rows=3, required=False)
    study = TextArea(
        label=gettext_lazy("Pelajari: apa kata angkanya"), rows=3, required=False,
        help_text=gettext_lazy("Dengan jumlahnya: 9 dari 14 ibu datang lagi"),
    )  # fmt: skip
    decision = forms.ChoiceField(
        label=gettext_lazy("Putuskan"), required=False, widget=forms.RadioSelect,
        choices=[("", gettext_lazy("belum diputuskan")), ("lanjut", gettext_lazy("lanjutkan")),
                 ("ubah", gettext_lazy("ubah")), ("henti", gettext_lazy("hentikan"))],
    )  # fmt: skip
    act = TextArea(label=gettext_lazy("Tindak lanjuti: apa berikutnya"), rows=2, required=False)
    end = forms.ChoiceField(label=gettext_lazy("Sampai bulan"), required=False)

    def __init__(self, *args: Any, turn: Pdsa | None = None, **options: Any) -> None:
        if turn is not None:
            kept = {name: getattr(turn, name) for name in self.base_fields}
            options["initial"] = {**kept, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        months = _months()
        for name, none in (("start", []), ("end", [("", "–")])):
            chosen = self.initial.get(name)
            extra = [(chosen, month_year(Month.parse(chosen)))] if chosen and chosen not in dict(months) else []
            self.fields[name].choices = [*none, *extra, *months]  # type: ignore[attr-defined]
        if turn is None:
            today = clock.today()
            self.initial.setdefault("start", Month(today.year, today.month).code)
            for name in ("done", "study", "decision", "act", "end"):
                del self.fields[name]


class BeginForm(TurnForm):
    """The first part of a new turn, and what it is about when the address did not say."""

    field_order = ["subject", "aim", "plan", "start"]
    subject = forms.ChoiceField(
        label=gettext_lazy("Tentang"),
        help_text=gettext_lazy("RTL yang sedang berjalan, atau indikator seluruh wilayah"),
    )

    def __init__(self, *args: Any, puskesmas: Puskesmas, subject: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if subject:
            del self.fields["subject"]
            return
        actions = Action.objects.of(puskesmas).filter(status__in=Action.OPEN)
        own = [(f"rtl-{a.pk}", f"RTL {a.number}/{a.year}: {a.activity}"[:90]) for a in actions]
        names = [(code, f"{code}, {name}") for code, name in indicator_names(puskesmas).items()]
        self.fields["subject"].choices = [("", "–"), (_("RTL"), own), (_("Indikator"), names)]  # type: ignore[attr-defined]
