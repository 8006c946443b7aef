"""ABK Kes of one kind of staff: SBK, JKT, FTP, STP, need and gap (Permenkes 33/2015; domain.md 5.1), exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lokmin.core.language import said
from lokmin.core.workload.exact import half_up, of_micro, written
from lokmin.core.workload.wkt import LoadRule, WorkTime


class Kind(StrEnum):
    """Tugas pokok are divided by SBK; tugas penunjang are done by everybody of the profession."""

    MAIN = "pokok"
    SUPPORT = "penunjang"


@dataclass(frozen=True, slots=True)
class Task:
    """One activity: minutes for one (``norm``) and how many a year (``volume``), both in millionths, None: not known.

    The volume of a tugas pokok is that of all staff of the profession, of a tugas penunjang that of one person.
    """

    key: str
    kind: Kind
    activity: str
    unit: str = ""
    norm: int | None = None
    volume: int | None = None
    source: str = ""
    auto: str = ""
    #: A person wrote over what ``auto`` fills: it is not filled again until they take the system's figure back.
    own: bool = False

    def __post_init__(self) -> None:
        if self.norm is not None and self.norm <= 0:
            raise ValueError(said("%(activity)s: norma waktu harus lebih dari 0 menit.") % {"activity": self.activity})
        if self.volume is not None and self.volume < 0:
            raise ValueError(
                said("%(activity)s: capaian setahun tidak boleh kurang dari 0.") % {"activity": self.activity}
            )

    @property
    def minutes(self) -> Fraction | None:
        """Norm x volume; None where one of both is not known."""
        norm, volume = of_micro(self.norm), of_micro(self.volume)
        return None if norm is None or volume is None else norm * volume


@dataclass(frozen=True, slots=True)
class MainLine:
    """A tugas pokok: standar beban kerja (pieces a person can do in a year) and the staff it asks for."""

    task: Task
    sbk: Fraction | None
    need: Fraction | None


@dataclass(frozen=True, slots=True)
class SupportLine:
    """A tugas penunjang: minutes a year of one person, and their part of the WKT in percent."""

    task: Task
    minutes: Fraction | None
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class Abk:
    """The six steps for one profession.

    Attributes:
        jkt: staff asked for by the tugas pokok. ``ftp``: percent of the WKT that the tugas penunjang take.
        stp: 1 / (1 - ftp / 100); None where ``refusal`` says why nothing can be computed.
        missing: activities without norm or volume: not counted, never taken as zero.
        have: how many there are.
    """

    profession: str
    wkt: Fraction
    main: tuple[MainLine, ...]
    support: tuple[SupportLine, ...]
    jkt: Fraction
    ftp: Fraction
    stp: Fraction | None
    have: int
    refusal: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Task, ...]:
        tasks = (*(line.task for line in self.main), *(line.task for line in self.support))
        return tuple(task for task in tasks if task.minutes is None)

    @property
    def known_jkt(self) -> Fraction | None:
        """JKT as it is shown: nothing counted yet is not 0 people."""
        return self.jkt if any(line.need is not None for line in self.main) else None

    @property
    def counted(self) -> bool:
        """Is there anything to go by, and can it be computed?"""
        return self.stp is not None and any(line.need is not None for line in self.main)

    @property
    def need(self) -> Fraction | None:
        """JKT x STP, not rounded."""
        return None if self.stp is None or not self.counted else self.jkt * self.stp

    @property
    def rounded(self) -> int | None:
        """The need in people: 0.5 goes up."""
        return None if self.need is None else int(half_up(self.need))

    @property
    def gap(self) -> int | None:
        """Need minus those who are there: above zero they lack, below there are more than needed."""
        return None if self.rounded is None else self.rounded - self.have

    @property
    def lacking(self) -> int:
        """How many lack; 0 where none does or nothing is known."""
        return max(self.gap or 0, 0)

    @property
    def sentence(self) -> str:
        """The result in one sentence a reader can check."""
        if self.refusal:
            return self.refusal
        if self.need is None or self.rounded is None:
            return said("Belum dapat dihitung: isi norma waktu dan capaian setahun.")
        told = {"need": written(self.need), "rounded": self.rounded, "have": self.have, "gap": abs(self.gap or 0)}
        if (self.gap or 0) > 0:
            return said("Kebutuhan %(need)s, dibulatkan %(rounded)s; ada %(have)s, kurang %(gap)s.") % told
        if (self.gap or 0) < 0:
            return said("Kebutuhan %(need)s, dibulatkan %(rounded)s; ada %(have)s, lebih %(gap)s.") % told
        return said("Kebutuhan %(need)s, dibulatkan %(rounded)s; ada %(have)s, sesuai.") % told


def standard_load(wkt: Fraction, task: Task) -> Fraction | None:
    """SBK = WKT / norma waktu: how many of an activity one person can do in a year."""
    norm = of_micro(task.norm)
    return None if norm is None else wkt / norm


def support_factor(ftp: Fraction) -> Fraction:
    """STP = 1 / (1 - FTP / 100).

    Raises:
        ValueError: the tugas penunjang alone take all the working time.
    """
    if ftp < 0:
        raise ValueError(said("FTP tidak boleh kurang dari 0."))
    if ftp >= 100:
        raise ValueError(
            said("Tugas penunjang %(ftp)s persen dari waktu kerja: tidak ada waktu untuk tugas pokok. Periksa norma "
                 "dan jumlahnya.") % {"ftp": written(ftp, 2)}
        )  # fmt: skip
    return 1 / (1 - ftp / 100)


def analyse(profession: str, tasks: Iterable[Task], time: WorkTime, have: int, rule: LoadRule) -> Abk:
    """Steps 2 to 6 for one profession. Nothing raises: what cannot be computed says why (``refusal``)."""
    wkt = time.minutes
    found = tuple(tasks)
    main = tuple(_main(task, wkt) for task in found if task.kind is Kind.MAIN)
    support = tuple(_support(task, wkt) for task in found if task.kind is Kind.SUPPORT)
    jkt = sum((line.need for line in main if line.need is not None), Fraction(0))
    ftp = sum((line.percent for line in support if line.percent is not None), Fraction(0))
    refusal, stp = "", None
    try:
        stp = support_factor(ftp)
    except ValueError as error:
        refusal = str(error)
    abk = Abk(profession, wkt, main, support, jkt, ftp, stp, have, refusal)
    return Abk(profession, wkt, main, support, jkt, ftp, stp, have, refusal, _warnings(abk, rule))


def _main(task: Task, wkt: Fraction) -> MainLine:
    sbk, volume = standard_load(wkt, task), of_micro(task.volume)
    return MainLine(task, sbk, None if sbk is None or volume is None else volume / sbk)


def _support(task: Task, wkt: Fraction) -> SupportLine:
    minutes = task.minutes
    return SupportLine(task, minutes, None if minutes is None else minutes / wkt * 100)


def _warnings(abk: Abk, rule: LoadRule) -> tuple[str, ...]:
    found = []
    if not abk.refusal and abk.ftp * 100 > rule.ftp_warn_bp:
        told = {"ftp": written(abk.ftp, 2), "most": written(Fraction(rule.ftp_warn_bp, 100), 2)}
        found.append(
            said("Tugas penunjang memakan %(ftp)s persen waktu kerja, di atas %(most)s persen. Periksa: ada yang "
                 "dihitung dua kali, atau sebenarnya tugas pokok?") % told
        )  # fmt: skip
    if abk.missing:
        told = {"n": str(len(abk.missing)), "first": abk.missing[0].activity}
        found.append(
            said("%(n)s kegiatan belum ikut dihitung karena norma atau capaiannya kosong, misalnya “%(first)s”.") % told
        )
    if abk.rounded == 0 and abk.need:
        found.append(said("Kurang dari setengah orang: tugas ini dapat dirangkap."))
    return tuple(found)
