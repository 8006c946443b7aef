"""The stages of the work, one Django app each. The menu, the home page and INSTALLED_APPS are made from STAGES."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the management cycle.

    Attributes:
        name: folder and app label. ``title``: what the menu says (Indonesian, translated when shown).
        route: name of the route the menu opens; empty for stages without a menu entry of their own.
    """

    name: str
    title: str
    route: str
    purpose: str


#: In the order of the work. A stage imports only stages before it.
STAGES: tuple[Stage, ...] = (
    Stage("centre", "", "", "Puskesmas, desa, orang, peran, jejak audit"),
    Stage("reporting", "Data", "reporting:home", "Laporan masuk, angka, sasaran, target"),
    Stage("monitoring", "Pemantauan", "monitoring:home", "Cakupan, PWS, masalah, mutu data"),
    Stage("community", "Masyarakat", "community:home", "SMD, MMD, Musrenbang"),
    Stage("workforce", "Tenaga", "workforce:home", "Staf, uraian tugas, ABK, darbin, kebutuhan, pelatihan"),
    Stage("followup", "Tindak lanjut", "followup:home", "RTL, pemilik, tenggat, bukti"),
    Stage("planning", "Perencanaan", "planning:home", "Renstra, RUK, RPK, dana, kalender"),
    Stage("meetings", "Lokmin", "meetings:home", "Agenda, notulen, keputusan, berkas"),
    Stage("assessment", "Penilaian", "assessment:home", "PKP, umpan balik, bukti perencanaan"),
)
