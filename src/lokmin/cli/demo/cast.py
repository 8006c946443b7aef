"""The small cast that plays in the demo and in all tests. All people, places and numbers of identity are made up."""

from __future__ import annotations

from dataclasses import dataclass

#: (code, name) of the twelve villages, in the office's order. The district code 99 does not exist.
VILLAGES: tuple[tuple[str, str], ...] = (
    ("99.01.01.2001", "Banyuwening"),
    ("99.01.01.2002", "Watubelah"),
    ("99.01.01.2003", "Tlogomulyo"),
    ("99.01.01.2004", "Wonolelo"),
    ("99.01.01.2005", "Pringgodani"),
    ("99.01.01.2006", "Ngadisana"),
    ("99.01.01.2007", "Gondangrejo"),
    ("99.01.01.2008", "Lebakharjo"),
    ("99.01.01.2009", "Karangtuwi"),
    ("99.01.01.2010", "Rejosari"),
    ("99.01.01.2011", "Kalisari"),
    ("99.01.01.2012", "Sendangayu"),
)

#: (code, name, level, parent) above the villages, and a neighbour to test that nothing leaks.
PLACES: tuple[tuple[str, str, str, str], ...] = (
    ("00", "Indonesia", "negara", ""),
    ("99", "Nusa Contoh", "provinsi", "00"),
    ("99.01", "Kabupaten Argamulya", "kabkota", "99"),
    ("99.01.01", "Banyuwening", "kecamatan", "99.01"),
    ("99.01.02", "Sumberkencono", "kecamatan", "99.01"),
    ("P9901010201", "Banyuwening", "puskesmas", "99.01.01"),
    ("P9901020201", "Sumberkencono", "puskesmas", "99.01.02"),
)
NEIGHBOUR_VILLAGES: tuple[tuple[str, str], ...] = (
    ("99.01.02.2001", "Sumberkencono"),
    ("99.01.02.2002", "Jatirogo"),
)

HOME = "P9901010201"
NEIGHBOUR = "P9901020201"


@dataclass(frozen=True, slots=True)
class Player:
    """One fictional person: how they sign in, their role and what a paper prints of them."""

    username: str
    full_name: str
    role: str
    job: str
    nip: str = ""
    rank: str = ""
    klaster: int | None = None
    programme: str = ""
    villages: tuple[str, ...] = ()
    puskesmas: str = HOME


#: NIPs carry month 13 or appointment month 13, so that they cannot belong to anybody.
PLAYERS: tuple[Player, ...] = (
    Player("anindya", "dr. Anindya Prameswari", "kepala", "Kepala Puskesmas", "198013012008132001", "Pembina / IV a"),
    Player("yusuf", "Yusuf Hidayat, S.KM.", "ktu", "Kepala Tata Usaha", "198213152009131002", "Penata / III c", 1),
    Player(
        "ratna",
        "Ratna Wulandari, S.Tr.Keb.",
        "pj",
        "Bidan koordinator",
        "198513202010132003",
        "Penata / III c",
        2,
        "kia",
    ),
    Player(
        "hendra", "Hendra Kusuma, S.Kep.", "pj", "PJ klaster 3", "198713052012131004", "Penata Muda / III a", 3, "ptm"
    ),
    Player(
        "lukman", "Lukman Arifin, S.KM.", "pj", "PJ klaster 4", "198913112014131005", "Penata Muda / III a", 4, "p2p"
    ),
    Player("sri", "Sri Lestari, A.Md.Gz.", "pj", "Nutrisionis", "199013172015132006", "Pengatur / II c", 2, "gizi"),
    Player("bambang", "Bambang Setiadi, S.KM.", "staf", "Promosi kesehatan", "199113082016131007", "Pengatur / II c"),
    Player(
        "endah", "Endah Puspita, A.Md.Keb.", "bidan_desa", "Bidan Desa Watubelah", "", "", 2, "kia", ("99.01.01.2002",)
    ),
    Player("camat", "Drs. Suryo Wibisono", "tamu", "Camat Banyuwening"),
    Player("dinkes", "dr. Maharani Kusumaningrum", "dinkes", "Seksi Kesga, Dinas Kesehatan", "198113092007132008"),
    Player("admin", "Admin Lokmin", "admin", "Admin pemasangan"),
    Player("tetangga", "Wiji Astuti, A.Md.Keb.", "ktu", "Kepala Tata Usaha", "", "", puskesmas=NEIGHBOUR),
)

#: The PINs by which staff come into the hall with a phone. Bambang and the guests have none: the secretary lets them in.
PINS: dict[str, str] = {
    "anindya": "5080", "yusuf": "2619", "ratna": "2468", "hendra": "3907", "lukman": "4815", "sri": "7264", "endah": "1357",
}  # fmt: skip

#: The printed demo password of every player. Demo data only.
PASSWORD = "banyu-wening-2026"  # noqa: S105 - printed on purpose
