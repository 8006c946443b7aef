"""The smaller columns of an action: how many, what it costs and who pays, how one sees that it worked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lokmin.core.meetings.sentences.proposal import Doubt, Known
from lokmin.core.meetings.sentences.text import Text, normal, phrase

_UNIT = (
    r"bayi|balita|baduta|anak|ibu(?: hamil| nifas| menyusui| bersalin)?|orang|rumah(?: tangga)?|kk|kepala keluarga|"
    r"posyandu|sekolah|sd|smp|sma|kader|kasus|pasien|lansia|siswa|remaja(?: putri)?|rematri|peserta|jemaah|sarana|"
    r"kontak|suspek|keluarga|pasangan|pus|wus|catin"
)
_NUMBER = r"(?:\d{1,3}(?: \. \d{3})+|\d{1,6})(?: , \d{1,2})?"
_TARGET = phrase(rf"{_NUMBER} (?:{_UNIT})|{_NUMBER} (?:%|persen)")
_MULTIPLE = r"ribu|juta|miliar"
_COST = phrase(
    rf"(?:(?:biaya|anggaran|dana|sebesar|senilai|habis|butuh|perlu) (?:: )?)?"
    rf"(?:rp (?:\. )?(?P<n>{_NUMBER}|\d+(?: \. \d{{1,2}})?)(?: (?P<m>{_MULTIPLE}))?(?: , -)?"
    rf"|(?P<n2>{_NUMBER}|\d+ \. \d{{1,2}}) (?P<m2>{_MULTIPLE})(?! (?:{_UNIT}))"
    rf"|(?<=biaya )(?P<n3>{_NUMBER})|(?<=anggaran )(?P<n4>{_NUMBER}))(?: rupiah)?"
    rf"(?P<each> (?:/|per) [^\W\d_]+)?"
)
_TIMES = {"ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000}
_SUCCESS = phrase(
    rf"(?:sampai|target|targetnya|hasil|berhasil bila|berhasil jika|indikator keberhasilan|indikatornya|minimal|agar"
    rf"|supaya) (?:: )?(?P<what>(?:[^\s,.;:()]+ ){{0,6}}?{_NUMBER} (?:{_UNIT}|%|persen))"
)
_MOST_MONEY = 10**13


@dataclass(slots=True)
class Extras:
    """The smaller columns."""

    target: str = ""
    cost: int | None = None
    fund: str = ""
    success: str = ""
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def money(text: Text, funds: Sequence[Known]) -> Extras:
    """Take cost and fund out of a text."""
    found = Extras()
    for match in text.find(_COST):
        number = match["n"] or match["n2"] or match["n3"] or match["n4"]
        multiple = match["m"] or match["m2"]
        amount = _amount(number, multiple)
        if amount is None or amount > _MOST_MONEY:
            continue
        shown = text.written(match.start(), match.end())
        if match["each"]:
            found.doubts.append(Doubt("cost", f"“{shown}” adalah harga satuan. Berapa jumlah seluruhnya?"))
        elif found.cost is None and not found.doubts:
            found.cost = amount
        elif amount != found.cost and not found.doubts:
            found.doubts.append(Doubt("cost", "Ada lebih dari satu jumlah uang. Berapa seluruhnya?"))
            found.cost = None
        text.take(match.start(), match.end(), "cost")
    for fund in funds:
        for alias in sorted(fund.aliases, key=len, reverse=True):
            words = " ".join(normal(alias).split())
            pattern = phrase(rf"(?:(?:dari |pakai |sumber )?(?:dana |anggaran )?)?{_plain(words)}")
            for match in text.find(pattern):
                if not found.fund:
                    found.fund = fund.name
                    text.take(match.start(), match.end(), "fund", keep=_object(text, match.start()))
    return found


def _object(text: Text, start: int) -> bool:
    """Whether the fund is what the task is about ("alokasikan dana desa"): then it stays in the activity."""
    before = text.before(start, 1)
    return bool(before) and (before[0].endswith(("kan", "i")) or before[0] in ("usul", "serap", "spj", "cek"))


def _plain(words: str) -> str:
    return "".join(f"\\{c}" if not c.isalnum() and c != " " else c for c in words)


def _amount(number: str, multiple: str | None) -> int | None:
    compact = number.replace(" ", "")
    whole, _, cents = compact.partition(",")
    if "." in whole and len(whole.rsplit(".", 1)[1]) == 3 and not (multiple and whole.count(".") == 1 and cents):
        whole = whole.replace(".", "")
    value = Decimal(f"{whole}.{cents}" if cents and "." not in whole else whole)
    if not multiple and cents:
        value = Decimal(whole)
    amount = value * _TIMES.get(multiple or "", 1)
    return int(amount) if amount == amount.to_integral_value() else None


def counts(text: Text, found: Extras) -> None:
    """Note how many are to be reached and what counts as success; both are understood, nothing is guessed."""
    for match in text.find(_SUCCESS):
        if not found.success:
            found.success = text.written(match.start("what"), match.end("what"))
            text.take(match.start(), match.end(), "success", keep=match[0].startswith(("agar", "supaya")))
    for match in text.find(_TARGET):
        if not found.target:
            found.target = text.written(match.start(), match.end())
            text.take(match.start(), match.end(), "target", keep=True)
