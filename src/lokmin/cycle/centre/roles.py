"""Who may do what, as a table that can be read aloud. Roles: domain.md 1.3, 1.9; issue "Ground"."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Membership, Person, Place, Puskesmas


class Role(StrEnum):
    KEPALA = "kepala"
    KTU = "ktu"
    PJ = "pj"
    STAF = "staf"
    BIDAN = "bidan_desa"
    TAMU = "tamu"
    DINKES = "dinkes"
    ADMIN = "admin"


ROLE_NAMES: dict[Role, str] = {
    Role.KEPALA: "Kepala Puskesmas",
    Role.KTU: "Kepala Tata Usaha / notulis",
    Role.PJ: "Penanggung jawab klaster atau program",
    Role.STAF: "Staf",
    Role.BIDAN: "Bidan desa",
    Role.TAMU: "Tamu lintas sektor",
    Role.DINKES: "Dinas Kesehatan",
    Role.ADMIN: "Admin pemasangan",
}

LEADERS = {Role.KEPALA, Role.KTU, Role.ADMIN}
STAFF = LEADERS | {Role.PJ, Role.STAF, Role.BIDAN}
READERS = STAFF | {Role.DINKES}

#: action -> the roles that may do it in their own Puskesmas (Dinkes: in its district).
PERMISSIONS: dict[str, set[Role]] = {
    "lihat_cakupan": READERS | {Role.TAMU},  # the tables, charts, problems
    "lihat_sumber": READERS,  # cells, workbooks, who reported, data quality
    "unggah": STAFF - {Role.STAF},  # drop a workbook, accept it
    "isi_angka": STAFF,  # type numbers; a bidan desa only those of the own villages
    "batalkan_unggahan": LEADERS | {Role.PJ},
    "atur_sasaran": LEADERS,
    "atur_target": LEADERS,
    "atur_indikator": LEADERS,
    "lihat_orang": READERS,
    "atur_orang": LEADERS,
    "atur_tempat": LEADERS,
    "lihat_jejak": LEADERS | {Role.DINKES},
    "lihat_lokmin": READERS | {Role.TAMU},
    "siapkan_lokmin": LEADERS,  # make the meeting, agenda, invitations
    "buka_lokmin": LEADERS,
    "tulis_notulen": LEADERS | {Role.PJ},
    "tutup_lokmin": LEADERS,
    "pimpin_lokmin": LEADERS,  # the chair's phone: next point, open a vote, confirm an RTL
    "jawab_undangan": STAFF | {Role.TAMU},  # one's own invitation
    "isi_bahan": STAFF,  # the page of the point one presents
    "beri_masukan": STAFF | {Role.TAMU},  # the input box
    "lihat_mitra": READERS,
    "atur_mitra": LEADERS | {Role.PJ},  # partners, their promises, Musrenbang
    "atur_jadwal": LEADERS,  # the year's schedule, holidays, kinds of meetings
    "unduh_berkas": READERS,
    "lihat_rtl": READERS,
    "kelola_rtl": LEADERS | {Role.PJ},
    "perbarui_rtl": STAFF,  # progress of one's own action
    "atur_rtl": LEADERS,  # reminder days, when an action is carried upward
    "jawab_eskalasi": LEADERS | {Role.DINKES},  # an action that was carried upward
    "buka_saya": READERS | {Role.TAMU},  # one's own page: what one has promised
    "lihat_masalah": READERS,
    "kelola_masalah": LEADERS | {Role.PJ},  # register, causes, alternatives, SWOT, risks
    "usul_masalah": STAFF | {Role.TAMU},  # raise a problem
    "jawab_mutu": STAFF,  # answer a flag of data quality, give a reason for a number
    "lihat_laporan": READERS,
    "catat_laporan": STAFF,  # a report owed to others was sent
    "atur_laporan": LEADERS,
    "lihat_masyarakat": READERS,
    "isi_smd": STAFF,  # answers of households; a bidan desa only those of the own villages
    "kelola_smd": LEADERS | {Role.PJ, Role.BIDAN},  # surveys, musyawarah, berita acara
    "lihat_tenaga": READERS,
    "atur_tenaga": LEADERS,  # the staff register, uraian tugas, ABK, darbin
    "setujui_tugas": STAFF,  # one's own uraian tugas, one's own wishes
    "lapor_darbin": STAFF,  # the monthly report of a village in one's care
    "isi_kebutuhan": LEADERS | {Role.PJ},  # tools, logistics, training
    "lihat_rencana": READERS,
    "susun_rencana": LEADERS | {Role.PJ},  # rows of Renstra, RUK, RPK; calendar
    "setujui_rencana": LEADERS,  # versions, approval, funding, pagu
    "isi_realisasi": STAFF,  # what was done of the month's plan, with its proof
    "lihat_pkp": READERS,
    "isi_pkp": LEADERS | {Role.PJ},
    "kirim_pkp": LEADERS,
    "atur_susunan": LEADERS | {Role.DINKES},  # the list of the PKP: indicators, targets, weights of a year
    "verifikasi_pkp": {Role.DINKES},
    "umpan_balik": LEADERS | {Role.DINKES},
}


def memberships(person: Person, puskesmas: Puskesmas) -> list[Membership]:
    """The memberships in force today that reach this Puskesmas."""
    if not person.is_active:
        return []
    today = clock.today()
    return [
        m
        for m in person.memberships.select_related("district").all()
        if in_force(m, today) and _reaches(m, puskesmas)
    ]


def in_force(membership: Membership, day: dt.date) -> bool:
    """Whether the membership holds on a day; both ends count."""
    return (membership.since is None or membership.since <= day) and (
        membership.until is None or day <= membership.until
    )


def _reaches(membership: Membership, puskesmas: Puskesmas) -> bool:
    if membership.puskesmas_id is not None:
        return membership.puskesmas_id == puskesmas.pk
    if membership.role == Role.ADMIN:
        return True
    return membership.district is not None and _inside(puskesmas.place, membership.district)


def _inside(place: Place, ancestor: Place) -> bool:
    here: Place | None = place
    while here is not None:
        if here.pk == ancestor.pk:
            return True
        here = here.parent
    return False


def roles(person: Person, puskesmas: Puskesmas) -> set[Role]:
    return {Role(m.role) for m in memberships(person, puskesmas)}


def may(person: Person, action: str, puskesmas: Puskesmas) -> bool:
    """Whether a person may do something in a Puskesmas. An unknown action is a programming error (KeyError)."""
    return bool(PERMISSIONS[action] & roles(person, puskesmas))


def villages_of(person: Person, puskesmas: Puskesmas) -> set[str] | None:
    """Codes of the villages a person's writing is limited to; None when not limited."""
    own = memberships(person, puskesmas)
    if {Role(m.role) for m in own} - {Role.BIDAN}:
        return None
    return {code for m in own for code in m.villages.values_list("code", flat=True)}
