"""One thread: line of five years -> RUK item -> funded share -> RPK row -> months -> done, paid, proof -> coverage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lokmin.core.language import said
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.money import known, rupiah, share_bp
from lokmin.core.planning.shares import percent


class Funded(StrEnum):
    """What became of a RUK item when the money was known (domain.md 2.3)."""

    FULL = "penuh"
    PART = "sebagian"
    NONE = "tidak"
    POSTPONED = "ditunda"
    NEW = "baru"


FUNDED_WORDS = {
    Funded.FULL: "didanai penuh",
    Funded.PART: "didanai sebagian",
    Funded.NONE: "tidak didanai",
    Funded.POSTPONED: "ditunda",
    Funded.NEW: "kegiatan baru",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What was granted for one item; ``granted`` in whole rupiah, ``reason`` why not as asked."""

    funded: Funded
    granted: int | None = None
    reason: str = ""


def proposed(asked: int | None, granted: int | None) -> Funded:
    """The word that fits two sums; people may choose otherwise (postponed) with a reason.

    Something granted that nobody asked for is new; an item that costs nothing is funded by being agreed to.
    """
    if asked is None:
        return Funded.NEW if granted else Funded.NONE
    if granted is None:
        return Funded.FULL if asked == 0 else Funded.NONE
    if granted >= asked:
        return Funded.FULL
    return Funded.PART if granted > 0 else Funded.NONE


def doubts(asked: int | None, decision: Decision) -> tuple[str, ...]:
    """What keeps a decision from being accepted, as sentences with the next step; empty: it is whole."""
    found = []
    granted = decision.granted
    if decision.funded is Funded.PART and (granted is None or granted <= 0):
        found.append(said("Didanai sebagian: tulis berapa rupiah yang disetujui."))
    if decision.funded is Funded.PART and asked is not None and granted is not None and granted >= asked > 0:
        found.append(
            said("%(granted)s tidak kurang dari yang diusulkan (%(asked)s): pilih “didanai penuh”.")
            % {"granted": rupiah(granted), "asked": rupiah(asked)}
        )
    if decision.funded is Funded.FULL and asked is not None and granted is not None and granted < asked:
        found.append(
            said("%(granted)s kurang dari yang diusulkan (%(asked)s): pilih “didanai sebagian” dan tulis alasannya.")
            % {"granted": rupiah(granted), "asked": rupiah(asked)}
        )
    if decision.funded in (Funded.NONE, Funded.POSTPONED) and granted:
        found.append(said("Tidak didanai atau ditunda: kosongkan rupiah yang disetujui."))
    if decision.funded is not Funded.FULL and not decision.reason.strip():
        found.append(said("Tulis alasannya, karena tidak didanai seperti yang diusulkan."))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class MonthStep:
    """One month of the RPK row as it went.

    Attributes:
        planned, paid: whole rupiah; None: nothing written.
        done: True, False, or None while nobody said; ``over``: the month is past, so that somebody should have.
        proof: what proves it (``3 foto, 1 daftar hadir``); ``moved`` why it was moved; ``reason`` why it was not done.
    """

    year: int
    month: int
    planned: int | None = None
    paid: int | None = None
    done: bool | None = None
    proof: str = ""
    moved: str = ""
    over: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CoverageStep:
    """The indicator the thread ends at: ``sentence`` as the system says it, ``target`` of the five-year line."""

    indicator: str
    sentence: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """All that is known of one activity, from the five years to the coverage. None or empty: that step is missing.

    ``coming``: its year has not begun, so that nobody can have decided on its money yet. ``new_reason``: why it stands
    in the RPK without having been asked for.
    """

    activity: str
    renstra: str = ""
    renstra_target: str = ""
    ruk_year: int = 0
    asked: int | None = None
    origin: str = ""
    decision: Decision | None = None
    rpk: tuple[str, ...] = ()
    planned: int | None = None
    months: tuple[MonthStep, ...] = ()
    coverage: CoverageStep | None = None
    coming: bool = False
    new_reason: str = ""

    @property
    def paid(self) -> int | None:
        """What was paid of it; None while nothing was written."""
        return known(month.paid for month in self.months)

    @property
    def done(self) -> int:
        """In how many months it was done."""
        return sum(bool(month.done) for month in self.months)


class Step(StrEnum):
    """The steps of a thread, by which a page finds where each is mended."""

    RENSTRA = "renstra"
    RUK = "ruk"
    FUNDING = "pendanaan"
    RPK = "rpk"
    MONTHS = "pelaksanaan"
    PAID = "realisasi"
    COVERAGE = "capaian"


@dataclass(frozen=True, slots=True)
class Knot:
    """One step of the thread in words; ``whole`` False: here the thread is broken, ``next`` says what to do.

    ``waits``: it is not this step's time yet; nothing is broken.
    """

    name: str
    sentence: str
    whole: bool
    next: str = ""
    step: Step = Step.RUK
    waits: bool = False


def knots(thread: Thread) -> tuple[Knot, ...]:
    """The thread as seven steps, each whole, not due yet, or with what is missing."""
    makers = (_renstra, _ruk, _decision, _rpk, _months, _paid, _coverage)
    return tuple(replace(make(thread), step=step) for step, make in zip(Step, makers, strict=True))


def broken(thread: Thread) -> Knot | None:
    """The first step at which the thread is broken; None: it is whole as far as it can be."""
    return next((knot for knot in knots(thread) if not knot.whole), None)


def _renstra(t: Thread) -> Knot:
    name = said("Rencana lima tahunan")
    if not t.renstra and not t.ruk_year:
        return Knot(name, said("Tidak dikaitkan: kegiatan ini tidak melalui RUK."), whole=True, waits=True)
    if not t.renstra:
        step = said("Pilih baris rencana lima tahunan yang dilayani kegiatan ini.")
        return Knot(name, said("Belum dikaitkan."), whole=False, next=step)
    target = said(", target %(target)s") % {"target": t.renstra_target} if t.renstra_target else ""
    return Knot(name, f"{t.renstra}{target}.", whole=True)


def _ruk(t: Thread) -> Knot:
    name = f"RUK {t.ruk_year}" if t.ruk_year else "RUK"
    if not t.ruk_year:
        why = t.new_reason.strip().rstrip(".")
        return Knot(
            name, said("Tidak diusulkan di RUK.") + (f" {why}." if why else ""), whole=bool(why),
            next="" if why else said("Kegiatan baru: tulis alasannya."),
        )  # fmt: skip
    asked = (
        said("Diusulkan %(sum)s.") % {"sum": rupiah(t.asked)} if t.asked is not None else said("Biaya belum dihitung.")
    )
    origin = said(" Asal: %(origin)s.") % {"origin": t.origin} if t.origin else ""
    return Knot(
        name, asked + origin, whole=t.asked is not None, next="" if t.asked is not None else said("Isi biayanya.")
    )


def _decision(t: Thread) -> Knot:
    name = said("Pendanaan")
    if t.decision is None and not t.ruk_year:
        return Knot(name, said("Kegiatan baru: dananya yang ada di RPK."), whole=True)
    if t.decision is None:
        step = said("Sesudah DPA: isi keputusan pendanaan.")
        return Knot(name, said("Belum diputuskan."), whole=t.coming, next=step, waits=t.coming)
    d = t.decision
    words = said(FUNDED_WORDS[d.funded])
    share = share_bp(d.granted, t.asked)
    parts = [words[:1].upper() + words[1:]]
    if d.granted is not None:
        parts.append(rupiah(d.granted))
        if share is not None and d.funded is Funded.PART:
            parts.append(said("%(share)s dari usulan") % {"share": percent(share, 1)})
    reason = f" {d.reason.strip().rstrip('.')}." if d.reason.strip() else ""
    wrong = doubts(t.asked, d)
    return Knot(name, f"{', '.join(parts)}.{reason}", whole=not wrong, next=" ".join(wrong))


def _rpk(t: Thread) -> Knot:
    stopped = t.decision is not None and t.decision.funded in (Funded.NONE, Funded.POSTPONED)
    if t.rpk:
        money = f" ({rupiah(t.planned)})" if t.planned is not None else ""
        return Knot("RPK", f"{'; '.join(t.rpk)}{money}.", whole=not (odd := _parted(t, stopped)), next=odd)
    if t.coming:
        return Knot("RPK", said("Menunggu keputusan pendanaan."), whole=True, waits=True)
    if stopped:
        return Knot("RPK", said("Tidak masuk RPK."), whole=True)
    return Knot("RPK", said("Belum ada di RPK."), whole=False, next=said("Tambahkan ke RPK tahun itu."))


def _parted(t: Thread, stopped: bool) -> str:
    """What the RPK does not have in common with what was granted; empty: they agree."""
    if stopped:
        return said("Tidak didanai atau ditunda, tetapi ada di RPK: keluarkan dari RPK atau ubah keputusannya.")
    granted = t.decision.granted if t.decision else None
    if granted is None or granted == (t.planned or 0):
        return ""
    return said("Didanai %(granted)s, di RPK %(planned)s: samakan biaya RPK atau ubah keputusannya.") % {
        "granted": rupiah(granted), "planned": rupiah(t.planned),
    }  # fmt: skip


def _months(t: Thread) -> Knot:
    name = said("Pelaksanaan")
    if not t.months:
        return Knot(
            name, said("Belum ada bulan pelaksanaan."), whole=not t.rpk, waits=not t.rpk,
            next=said("Isi jadwal RPK.") if t.rpk else "",
        )  # fmt: skip
    done = [m for m in t.months if m.done]
    missed = [m for m in t.months if m.done is False and not (m.moved or m.reason)]
    stopped = [m for m in t.months if m.done is False and not m.moved and m.reason]
    unproved = [m for m in done if not m.proof]
    silent = [m for m in t.months if m.done is None and m.over]
    text = said("%(done)d dari %(all)d bulan dilaksanakan") % {"done": len(done), "all": len(t.months)}
    if missed or stopped:
        words = {"months": _months_of(sorted((*missed, *stopped), key=lambda m: (m.year, m.month)))}
        text += said("; tidak dilaksanakan: %(months)s") % words
    if silent:
        text += said("; belum diisi: %(months)s") % {"months": _months_of(silent)}
        return Knot(name, f"{text}.", whole=False, next=said("Isi keadaannya di RPK bulanan."))
    if unproved:
        step = said("Lampirkan bukti untuk %(months)s.") % {"months": _months_of(unproved)}
        return Knot(name, f"{text}.", whole=False, next=step)
    step = said("Tulis alasan atau pindahkan ke bulan lain.") if missed else ""
    return Knot(name, f"{text}.", whole=not missed, next=step)


def _paid(t: Thread) -> Knot:
    name = said("Realisasi dana")
    paid = t.paid
    if paid is None:
        needed = any(m.done and m.planned for m in t.months)
        step = said("Isi realisasi bulan yang sudah dilaksanakan.") if needed else ""
        return Knot(name, said("Belum ada realisasi."), whole=not needed, next=step, waits=not needed)
    share = share_bp(paid, t.planned)
    text = said("Dibayar %(sum)s") % {"sum": rupiah(paid)}
    if share is not None:
        text += said(", serapan %(share)s") % {"share": percent(share, 1)}
    over = t.planned is not None and paid > t.planned
    return Knot(name, f"{text}.", whole=not over, next=said("Melebihi rencana: periksa realisasinya.") if over else "")


def _coverage(t: Thread) -> Knot:
    name = said("Capaian")
    if t.coverage is None:
        step = said("Pilih indikator kegiatan ini, agar capaiannya ikut terbaca.")
        return Knot(name, said("Belum ada indikator."), whole=False, next=step)
    target = said(" Target rencana: %(target)s.") % {"target": t.coverage.target} if t.coverage.target else ""
    return Knot(f"{name} {t.coverage.indicator}", f"{t.coverage.sentence.rstrip('.')}.{target}", whole=True)


def _months_of(steps: Iterable[MonthStep]) -> str:
    return ", ".join(said(MONTH_NAMES[m.month - 1]) for m in steps)


@dataclass(frozen=True, slots=True)
class Adjusted:
    """How many RUK items were adjusted to what was funded, and the score of the Dinkes: 10, 5 or 0 (domain.md 2.4)."""

    items: int
    decided: int
    linked: int
    score: int


def adjusted(decisions: Sequence[tuple[Decision | None, bool]]) -> Adjusted:
    """``(decision, stands in the RPK)`` of every RUK item.

    An item is adjusted when it was decided and either stands in the RPK or was not funded or postponed.
    All adjusted 10, some 5, none 0.
    """
    decided = [(d, linked) for d, linked in decisions if d is not None]
    good = sum(linked or d.funded in (Funded.NONE, Funded.POSTPONED) for d, linked in decided)
    score = 0 if not good else 10 if good == len(decisions) else 5
    return Adjusted(len(decisions), len(decided), good, score)
