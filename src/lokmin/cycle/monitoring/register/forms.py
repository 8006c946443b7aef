"""Forms of the register: a problem in five answers, merging, splitting, closing, a risk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.catalog.loading import rules
from lokmin.core.problems.register import Raised, RegisterRule
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.monitoring.models import Problem, Risk
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.register.queries.entries import Entry

NONE = ("", "–")


def area(rows: int = 2) -> forms.Textarea:
    """Several lines."""
    return forms.Textarea(attrs={"rows": rows})


class ProblemForm(forms.Form):
    """Apa, siapa, di mana, kapan, seberapa besar: only the first must be answered, the others are asked for."""

    what = forms.CharField(
        label=gettext_lazy("Apa masalahnya?"), max_length=200, widget=area(),
        help_text=gettext_lazy("Contoh: posyandu tidak buka"),
    )  # fmt: skip
    who = forms.CharField(
        label=gettext_lazy("Siapa yang terkena?"), max_length=200, required=False,
        help_text=gettext_lazy("Contoh: balita Dusun Krajan"),
    )  # fmt: skip
    village = forms.ChoiceField(label=gettext_lazy("Desa"), required=False)
    where = forms.CharField(
        label=gettext_lazy("Di mana?"), max_length=200, required=False,
        help_text=gettext_lazy("Bila lebih tepat daripada desanya: dusun, posyandu, ruangan"),
    )  # fmt: skip
    when = forms.CharField(
        label=gettext_lazy("Kapan?"), max_length=200, required=False, help_text=gettext_lazy("Contoh: Maret–April 2026")
    )
    how_big = forms.CharField(
        label=gettext_lazy("Seberapa besar?"), max_length=200, required=False,
        help_text=gettext_lazy("Dengan angka: 2 dari 3 kali, 40 balita"),
    )  # fmt: skip
    source = forms.ChoiceField(label=gettext_lazy("Dari mana masalah ini?"))
    raised_by = forms.CharField(
        label=gettext_lazy("Siapa yang menyampaikan?"), max_length=120, required=False,
        help_text=gettext_lazy("Bila bukan Anda sendiri: kader, warga, Kepala Desa"),
    )  # fmt: skip
    category = forms.ChoiceField(label=gettext_lazy("Kategori"), required=False)
    indicator = forms.ChoiceField(
        label=gettext_lazy("Indikator yang terkait"), required=False,
        help_text=gettext_lazy("Agar RTL dan dampaknya dapat dihitung"),
    )  # fmt: skip
    evidence = forms.CharField(
        label=gettext_lazy("Bukti"), required=False, widget=area(),
        help_text=gettext_lazy("Dari mana diketahui: buku, foto, hasil kunjungan"),
    )  # fmt: skip

    def __init__(self, *args: Any, puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, **options)
        self._villages = {v.code: v for v in villages(puskesmas)}
        year = clock.today().year
        rule = RegisterRule.load(rules("register"), year)
        known = sources.catalogue(puskesmas, year).for_year(year).values()
        named = sorted(known, key=lambda i: (i.order, i.programme, i.code))
        told = [(code, name) for code, name in Problem.SOURCES if code != Problem.FOUND]
        _choices(self, "village", [NONE, *((c, v.name) for c, v in self._villages.items())])
        _choices(self, "source", [(code, _(name)) for code, name in told])
        _choices(self, "category", [NONE, *((code, _(name)) for code, name in rule.categories)])
        _choices(self, "indicator", [NONE, *((i.code, f"{i.short}, {i.name}") for i in named)])

    def columns(self) -> dict[str, Any]:
        """The cleaned answers as ``operations`` takes them."""
        data = dict(self.cleaned_data)
        data["village"] = self._villages.get(data["village"])
        return data


def initial(problem: Problem) -> dict[str, Any]:
    """A problem as its form shows it."""
    names = ("what", "who", "when", "how_big", "source", "raised_by", "category", "indicator", "evidence")
    village = problem.village
    same = village is not None and problem.where == f"Desa {village.name}"
    return {
        **{name: getattr(problem, name) for name in names},
        "where": "" if same else problem.where,
        "village": village.code if village else "",
    }


class FoundForm(forms.Form):
    """Of a problem of the figures only what the figures do not say."""

    category = forms.ChoiceField(label=gettext_lazy("Kategori"), required=False)
    evidence = forms.CharField(label=gettext_lazy("Bukti"), required=False, widget=area(3))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rule = RegisterRule.load(rules("register"), clock.today().year)
        _choices(self, "category", [NONE, *((code, _(name)) for code, name in rule.categories)])

    def columns(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class MergeForm(forms.Form):
    """Which problem takes this one in, and why."""

    into = forms.ChoiceField(label=gettext_lazy("Digabung ke masalah"))
    reason = forms.CharField(
        label=gettext_lazy("Mengapa keduanya masalah yang sama?"), max_length=300, widget=area(),
        help_text=gettext_lazy("Contoh: desa dan penyebabnya sama"),
    )  # fmt: skip

    def __init__(self, *args: Any, others: list[Entry], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "into", [NONE, *((str(e.pk), f"{e.label} {e.title}") for e in others)])


class PartForm(forms.Form):
    """One part of a problem that is split; an empty one is left out."""

    what = forms.CharField(label=gettext_lazy("Apa masalahnya?"), max_length=200, required=False)
    who = forms.CharField(label=gettext_lazy("Siapa yang terkena?"), max_length=200, required=False)
    village = forms.ChoiceField(label=gettext_lazy("Desa"), required=False)
    how_big = forms.CharField(label=gettext_lazy("Seberapa besar?"), max_length=200, required=False)
    causes = forms.MultipleChoiceField(
        label=gettext_lazy("Penyebab yang ikut"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, places: list[Place], causes: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._villages = {v.code: v for v in places}
        _choices(self, "village", [NONE, *((v.code, v.name) for v in places)])
        _choices(self, "causes", causes)

    @property
    def filled(self) -> bool:
        return bool(self.cleaned_data.get("what", "").strip())

    def raised(self, when: str) -> Raised:
        data = self.cleaned_data
        return Raised(data["what"], data["who"], "", when, data["how_big"])

    def place(self) -> Place | None:
        return self._villages.get(self.cleaned_data["village"])


class CloseForm(forms.Form):
    """How it ended, and what shows it; for a closed one why it is opened again."""

    how = forms.ChoiceField(
        label=gettext_lazy("Bagaimana berakhirnya?"),
        choices=[("teratasi", gettext_lazy("Teratasi")), ("gugur", gettext_lazy("Tidak dilanjutkan"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300, widget=area())


class ReopenForm(forms.Form):
    """Why a problem is opened again."""

    reason = forms.CharField(label=gettext_lazy("Mengapa dibuka lagi?"), max_length=300, widget=area())


class RiskForm(forms.Form):
    """One line of the risk register."""

    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=80)
    risk = forms.CharField(
        label=gettext_lazy("Risiko"), max_length=300, widget=area(), help_text=gettext_lazy("Apa yang dapat terjadi")
    )
    occurrence = forms.TypedChoiceField(label=gettext_lazy("Kemungkinan (O)"), coerce=int, widget=forms.RadioSelect)
    severity = forms.TypedChoiceField(label=gettext_lazy("Dampak (S)"), coerce=int, widget=forms.RadioSelect)
    cause = forms.CharField(label=gettext_lazy("Penyebab"), required=False, widget=area())
    effect = forms.CharField(label=gettext_lazy("Akibat"), required=False, widget=area())
    prevention = forms.CharField(label=gettext_lazy("Pencegahan"), required=False, widget=area())
    handling = forms.CharField(label=gettext_lazy("Penanganan bila terjadi"), required=False, widget=area())
    owner = forms.ChoiceField(label=gettext_lazy("Penanggung jawab"), required=False)
    owner_text = forms.CharField(label=gettext_lazy("Penanggung jawab lain"), max_length=120, required=False)
    review_on = forms.DateField(
        label=gettext_lazy("Ditinjau tanggal"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, puskesmas: Puskesmas, words: tuple[tuple[str, ...], tuple[str, ...]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        people = (
            Person.objects.filter(memberships__puskesmas=puskesmas, is_active=True).order_by("full_name").distinct()
        )
        self._people = {str(p.pk): p for p in people}
        _choices(self, "owner", [NONE, *((pk, p.full_name) for pk, p in self._people.items())])
        for name, said in zip(("occurrence", "severity"), words, strict=True):
            _choices(self, name, [(n, f"{n} {_(word)}") for n, word in enumerate(said, 1)])

    def columns(self) -> dict[str, Any]:
        return {**self.cleaned_data, "owner": self._people.get(self.cleaned_data["owner"])}


def risk_initial(risk: Risk) -> dict[str, Any]:
    """A risk as its form shows it."""
    names = [name for name in RiskForm.base_fields if name != "owner"]
    return {**{name: getattr(risk, name) for name in names}, "owner": str(risk.owner_id or "")}


def _choices(form: forms.Form, name: str, choices: list[Any]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
