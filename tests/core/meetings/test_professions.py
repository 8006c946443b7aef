"""Job titles and degrees as they stand on Indonesian attendance lists."""

from __future__ import annotations

import pytest

from lokmin.core.meetings.professions import profession


@pytest.mark.parametrize(
    ("job", "name", "expected"),
    [
        ("Kepala Puskesmas", "dr. Anindya Prameswari", "Dokter"),
        ("Kepala Puskesmas", "drg. Sinta", "Dokter gigi"),
        ("Bidan Desa Watubelah", "Endah Puspita, A.Md.Keb.", "Bidan"),
        ("PJ klaster 2", "Ratna Wulandari, S.Tr.Keb.", "Bidan"),
        ("PJ klaster 3", "Hendra Kusuma, S.Kep.", "Perawat"),
        ("PJ klaster 3", "Hendra Kusuma, S.Kep., Ns.", "Perawat"),
        ("PJ klaster 4", "Lukman Arifin, S.KM.", "Tenaga kesehatan masyarakat"),
        ("Nutrisionis", "Sri Lestari, A.Md.Gz.", "Tenaga gizi"),
        ("Perawat gigi", "Wati", "Perawat gigi"),
        ("Kepala Tata Usaha", "Yusuf Hidayat, S.KM.", "Tata usaha"),
        ("Promosi kesehatan", "Bambang Setiadi, S.KM.", "Promosi kesehatan"),
        ("Pranata Laboratorium", "Tono", "Tenaga laboratorium"),
        ("PJ UKM", "apt. Dewi, S.Farm.", "Apoteker"),
        ("Camat", "Drs. Suryo Wibisono", "Lain-lain"),
        ("", "", "Lain-lain"),
    ],
)
def test_profession(job, name, expected):
    assert profession(job, name) == expected
