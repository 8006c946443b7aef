"""A verdict in sentences a village midwife reads at once: what changed, against whom, how often by chance, and n."""

from __future__ import annotations

from decimal import Decimal

from lokmin.core.effects.verdicts import Caution, Method, Outcome, Reason, Verdict
from lokmin.core.language import said
from lokmin.core.numbers import MICRO, indonesian
from lokmin.core.periods import Month


def headline(verdict: Verdict) -> str:
    """The verdict in one sentence, its n included.

    ``Berhasil: K1 Watubelah naik 5,6 poin sebulan lebih banyak daripada 11 desa lain; kebetulan sebesar itu terjadi
    1 kali dari 100 (4 bulan sebelum, 3 bulan sesudah).``
    """
    return f"{word(verdict)}: {explained(verdict)}"


def word(verdict: Verdict) -> str:
    """``Berhasil``, ``Belum``, ``Belum bisa dinilai``."""
    return {
        Outcome.HELPED: said("Berhasil"), Outcome.NOT_YET: said("Belum"), Outcome.UNKNOWN: said("Belum bisa dinilai"),
    }[verdict.outcome]  # fmt: skip


def explained(verdict: Verdict) -> str:
    """The sentence that follows the word, its n included."""
    n = sides(verdict)
    if verdict.outcome is Outcome.UNKNOWN:
        return said("%(what)s (%(n)s).") % {"what": why_not(verdict), "n": n}
    parts = {"what": change(verdict), "chance": chance(verdict), "n": n}
    if verdict.outcome is Outcome.HELPED:
        return said("%(what)s; kebetulan sebesar itu terjadi %(chance)s (%(n)s).") % parts
    if verdict.better:
        return said("%(what)s, tetapi kebetulan sebesar itu terjadi %(chance)s (%(n)s).") % parts
    return said("%(what)s (%(n)s).") % parts


def sides(verdict: Verdict) -> str:
    """``4 bulan sebelum, 3 bulan sesudah``; ``n = 0`` where no month can be counted yet."""
    if not verdict.start:
        return said("n = 0")
    return said("%(before)s bulan sebelum, %(after)s bulan sesudah") % {
        "before": verdict.before, "after": verdict.after,
    }  # fmt: skip


def subject(verdict: Verdict) -> str:
    """``K1 Watubelah``; the Puskesmas as a whole has no name added."""
    return " ".join(filter(None, (verdict.short or verdict.indicator, ", ".join(verdict.acted))))


def size(verdict: Verdict, basis_points: int | None) -> str:
    """An amount in the unit of the indicator: ``5,6 poin``, ``2,1 per 1.000``, ``3 kasus``; without its sign."""
    if basis_points is None:
        return "–"
    number = indonesian(Decimal(abs(basis_points)) / 100, 1)
    if verdict.factor == 100:
        return said("%(n)s poin") % {"n": number}
    return f"{number} {said(verdict.people)}" if verdict.factor == 1 else f"{number} per {indonesian(verdict.factor)}"


def level(verdict: Verdict, basis_points: int | None) -> str:
    """A rate: ``8,3 %``."""
    if basis_points is None:
        return "–"
    number = indonesian(Decimal(basis_points) / 100, 1)
    if verdict.factor == 100:
        return f"{number}\u00a0%"
    return f"{number} {said(verdict.people)}" if verdict.factor == 1 else f"{number} per {indonesian(verdict.factor)}"


def change(verdict: Verdict) -> str:
    """What the village did against the others, or against itself."""
    effect = verdict.effect_bp or 0
    before, after = verdict.own_levels
    up = (after or 0) >= (before or 0)
    parts = {"what": subject(verdict), "size": size(verdict, effect), "n": verdict.others}
    if verdict.method is Method.SERIES:
        if effect >= 0:
            return said("%(what)s %(size)s sebulan lebih tinggi daripada jalannya sendiri sebelum itu") % parts
        return said("%(what)s %(size)s sebulan lebih rendah daripada jalannya sendiri sebelum itu") % parts
    if up and effect >= 0:
        return said("%(what)s naik %(size)s sebulan lebih banyak daripada %(n)s desa lain") % parts
    if up:
        return said("%(what)s naik, tetapi %(size)s sebulan lebih sedikit daripada %(n)s desa lain") % parts
    if effect < 0:
        return said("%(what)s turun %(size)s sebulan lebih banyak daripada %(n)s desa lain") % parts
    return said("%(what)s turun, tetapi %(size)s sebulan lebih sedikit daripada %(n)s desa lain") % parts


def chance(verdict: Verdict) -> str:
    """``3 kali dari 100``; ``kurang dari 1 kali dari 100``."""
    if verdict.chance_ppm is None:
        return "–"
    times = Decimal(verdict.chance_ppm) / 10_000
    if times < 1:
        return said("kurang dari 1 kali dari 100")
    return said("%(n)s kali dari 100") % {"n": indonesian(times, 0)}


def levels(verdict: Verdict) -> str:
    """The figures as reported: ``Sebelum 4,1 % sebulan, sesudah 9,8 %. Desa lain 7,9 % lalu 8,1 %.``"""
    if None in verdict.own_levels:
        return ""
    own = said("Sebelum %(before)s sebulan, sesudah %(after)s.") % {
        "before": level(verdict, verdict.own_levels[0]), "after": level(verdict, verdict.own_levels[1]),
    }  # fmt: skip
    if None in verdict.rest_levels:
        return own
    rest = said("Desa lain %(before)s lalu %(after)s.") % {
        "before": level(verdict, verdict.rest_levels[0]), "after": level(verdict, verdict.rest_levels[1]),
    }  # fmt: skip
    return f"{own} {rest}"


def interval(verdict: Verdict) -> str:
    """``Dampak sebenarnya antara 1,2 dan 9,9 poin sebulan (19 dari 20 kemungkinan).``"""
    if not verdict.judged:
        return ""
    low, high = verdict.low_bp, verdict.high_bp
    if low is None and high is None:
        return said("Besar dampaknya belum dapat dibatasi dengan bulan sebanyak ini.")
    if low is None or high is None:
        known = low if low is not None else high
        words = said("sedikitnya %(a)s") if low is not None else said("paling banyak %(a)s")
        return said("Dampak sebenarnya %(range)s sebulan (19 dari 20 kemungkinan).") % {
            "range": words % {"a": _signed(verdict, known)}
        }
    words = said("antara %(a)s dan %(b)s") % {"a": _signed(verdict, low), "b": _signed(verdict, high)}
    return said("Dampak sebenarnya %(range)s sebulan (19 dari 20 kemungkinan).") % {"range": words}


def people(verdict: Verdict) -> str:
    """``Kira-kira 12 ibu lebih banyak selama 3 bulan.`` Empty where nobody is counted or nobody was gained."""
    if verdict.people_micro is None or not verdict.better or not verdict.people:
        return ""
    n = round(abs(verdict.people_micro) / MICRO)
    if not n:
        return ""
    parts = {"n": indonesian(n), "people": said(verdict.people), "months": verdict.after}
    if verdict.people_micro > 0:
        return said("Kira-kira %(n)s %(people)s lebih banyak selama %(months)s bulan.") % parts
    return said("Kira-kira %(n)s %(people)s lebih sedikit selama %(months)s bulan.") % parts


def expected(verdict: Verdict) -> str:
    """What was promised beside what came: ``Diharapkan 8 ibu, dampaknya kira-kira 12.``"""
    if verdict.expected_micro is not None:
        n = indonesian(Decimal(abs(verdict.expected_micro)) / MICRO, None)
        parts = {"n": n, "people": said(verdict.people)}
        if verdict.people_micro is None or not verdict.better:
            return said("Diharapkan %(n)s %(people)s.") % parts
        came = indonesian(round(abs(verdict.people_micro) / MICRO))
        return said("Diharapkan %(n)s %(people)s, dampaknya kira-kira %(came)s.") % {**parts, "came": came}
    if verdict.expected_bp is not None:
        goal = size(verdict, verdict.expected_bp)
        if not verdict.judged or not verdict.better:
            return said("Diharapkan %(goal)s sebulan.") % {"goal": goal}
        return said("Diharapkan %(goal)s sebulan, dampaknya kira-kira %(came)s.") % {
            "goal": goal, "came": size(verdict, verdict.effect_bp),
        }  # fmt: skip
    return ""


def too_small(verdict: Verdict) -> str:
    """How large an effect must be to be seen with so many months and villages, where none was seen.

    Half the width of the interval is what the test misses as often as it finds: an effect lies beyond chance when it is
    larger than its own uncertainty (Hoenig, Heisey, Am Stat 55 (2001) 19-24, who advise the interval over other
    figures of power after the fact).
    """
    if verdict.outcome is not Outcome.NOT_YET or verdict.low_bp is None or verdict.high_bp is None:
        return ""
    half = size(verdict, (verdict.high_bp - verdict.low_bp) // 2)
    return said("Dengan n ini, dampak yang lebih kecil dari %(half)s sebulan lebih sering tidak terlihat.") % {
        "half": half
    }


def method(verdict: Verdict) -> str:
    """How it was judged, in one plain line."""
    if verdict.method is Method.OTHERS:
        return said(
            "Perubahan di desa ini dibandingkan dengan perubahan di desa lain pada bulan yang sama; bagian yang memang "
            "akan membaik sendiri sesudah angka yang kebetulan buruk sudah dikurangkan."
        )
    if verdict.method is Method.SERIES:
        return said(
            "Tidak ada desa pembanding: bulan sesudah mulai dibandingkan dengan jalan deret ini sendiri sebelum itu, "
            "dengan memperhitungkan musim dan arahnya."
        )
    return ""


def why_not(verdict: Verdict) -> str:
    """What is missing for a verdict, in words that follow a colon."""
    counts = {"before": verdict.before, "after": verdict.after, "others": verdict.others}
    match verdict.reason:
        case Reason.NOT_DONE:
            return said("RTL belum dikerjakan")
        case Reason.STOPPED:
            return said("RTL dibatalkan atau dialihkan")
        case Reason.NO_INDICATOR:
            return said("RTL tidak menunjuk indikator di daftar")
        case Reason.NO_START:
            return said("tanggal mulainya tidak tertulis")
        case Reason.NO_FIGURES:
            return said("belum ada angka atau sasaran indikator ini")
        case Reason.FEW_BEFORE:
            return said("hanya %(before)s bulan dengan angka sebelum mulai, perlu 3") % counts
        case Reason.FEW_AFTER:
            return said("baru %(after)s bulan dengan angka sesudah mulai, perlu 3") % counts
        case Reason.FEW_OTHERS if verdict.left_out:
            return said(
                "hanya %(others)s desa yang dapat menjadi pembanding (%(busy)s desa punya RTL sendiri pada indikator "
                "ini), dan deretnya belum cukup panjang"
            ) % {**counts, "busy": len(verdict.left_out)}
        case Reason.FEW_OTHERS:
            return (
                said("hanya %(others)s desa yang dapat menjadi pembanding, dan deretnya belum cukup panjang") % counts
            )
        case Reason.SHORT_SERIES:
            return said("untuk seluruh wilayah tidak ada pembanding, dan deretnya belum cukup panjang")
        case Reason.NO_VARIATION:
            return said("angkanya tidak naik-turun sama sekali")
    return ""


def when(verdict: Verdict) -> str:
    """From which month it can be judged; what helps where waiting does not."""
    if verdict.judged:
        return ""
    if verdict.judged_from:
        month = Month.parse(verdict.judged_from)
        return said("Dapat dinilai mulai angka %(month)s.") % {"month": f"{said(month.name)} {month.year}"}
    match verdict.reason:
        case Reason.NOT_DONE:
            return said("Catat kemajuannya sesudah dikerjakan.")
        case Reason.NO_INDICATOR:
            return said("Pilih indikatornya di kolom RTL.")
        case Reason.NO_START:
            return said("Isi tanggal mulainya di kolom RTL.")
        case Reason.NO_FIGURES:
            return said("Unggah laporannya dan isi sasarannya.")
        case Reason.FEW_BEFORE:
            return said("Dapat dinilai bila angka bulan-bulan sebelum mulai diunggah.")
        case Reason.FEW_AFTER:
            return said("Dapat dinilai bila laporan bulan yang kosong dilengkapi.")
        case Reason.FEW_OTHERS | Reason.SHORT_SERIES:
            return said("Tulis evaluasinya sendiri dengan jumlah orangnya (n).")
    return ""


def cautions(verdict: Verdict) -> tuple[str, ...]:
    """What must be known beside the verdict."""
    words = {
        Caution.SMALL: said("Angkanya kecil: beberapa orang saja mengubah gambarnya."),
        Caution.SHARED: said(
            "Bersamaan dengan %(others)s pada indikator dan desa ini; tidak dapat dikatakan mana yang bekerja."
        )
        % {"others": ", ".join(f"RTL {label}" for label in verdict.together)},
        Caution.ALREADY: said("Sudah membaik terhadap desa lain sebelum RTL ini mulai."),
        Caution.RUNNING: said("RTL masih berjalan; putusan dapat berubah."),
        Caution.LEFT_OUT: said("Tidak dipakai sebagai pembanding karena punya RTL sendiri: %(names)s.")
        % {"names": ", ".join(verdict.left_out)},
    }
    return tuple(words[caution] for caution in verdict.cautions)


def _signed(verdict: Verdict, basis_points: int | None) -> str:
    minus = "−" if basis_points is not None and basis_points < 0 else ""
    return minus + size(verdict, basis_points)
