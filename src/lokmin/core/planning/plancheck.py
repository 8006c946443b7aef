"""What a plan lacks before it is handed in: findings that name the row and the next step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lokmin.core.findings import Finding, Severity
from lokmin.core.language import said
from lokmin.core.planning.funds import FundBook
from lokmin.core.planning.money import rupiah
from lokmin.core.planning.renstra import RenstraLine, course, number_in
from lokmin.core.planning.ruk import RukItem

#: Column of the form -> how it is asked for; without these a RUK row is sent back by the Dinkes.
_NEEDED = ("effort", "purpose", "target_group", "target", "owner", "when")
#: Wanted, but a row may do without.
_WANTED = ("partners",)


def _names() -> dict[str, str]:
    return {
        "effort": said("upaya kesehatan"), "purpose": said("tujuan"), "target_group": said("sasaran"),
        "target": said("target sasaran"), "owner": said("penanggung jawab"), "when": said("waktu pelaksanaan"),
        "partners": said("mitra kerja"),
    }  # fmt: skip


def check_ruk(items: Sequence[RukItem], funds: FundBook) -> tuple[Finding, ...]:
    """All rows of a RUK in their order, then the whole; ``element`` of a finding is the key of its row."""
    found: list[Finding] = []
    if not items:
        step = said("RUK masih kosong. Ambil usulan dari masalah, RTL berhasil, dan MMD, atau impor RUK tahun lalu.")
        return (Finding(Severity.ERROR, "ruk-kosong", step),)
    for number, item in enumerate(items, start=1):
        found += _row(number, item, funds)
    found += _twice(items)
    return tuple(found)


def _row(number: int, item: RukItem, funds: FundBook) -> list[Finding]:
    where = said("Baris %(n)d (%(name)s)") % {"n": number, "name": item.activity or "–"}
    found: list[Finding] = []

    def say(severity: Severity, code: str, text: str) -> None:
        found.append(Finding(severity, code, f"{where}: {text}", element=item.key))

    if not item.activity.strip():
        say(Severity.ERROR, "tanpa-kegiatan", said("kegiatan belum ditulis. Tulis apa yang akan dilakukan."))
    names = _names()
    lacking = [names[name] for name in _NEEDED if not getattr(item, name).strip()]
    if lacking:
        text = said("kolom %(names)s belum diisi. Lengkapi dahulu.") % {"names": ", ".join(lacking)}
        say(Severity.ERROR, "kolom-kosong", text)
    wanted = [names[name] for name in _WANTED if not getattr(item, name).strip()]
    if wanted:
        say(Severity.INFO, "kolom-anjuran", said("%(names)s belum diisi.") % {"names": ", ".join(wanted)})
    if not (item.money or item.tools or item.staff).strip():
        text = said("kebutuhan sumber daya belum diisi. Tulis dana, alat, atau tenaga yang diperlukan.")
        say(Severity.WARNING, "tanpa-sumber-daya", text)
    if not item.indicator.strip():
        text = said("belum punya indikator kinerja. Tulis ukuran berhasilnya, misalnya “85 % ibu hamil ikut kelas”.")
        say(Severity.ERROR, "tanpa-indikator", text)
    if item.target.strip() and number_in(item.target) is None:
        text = said("target sasaran “%(target)s” tidak memuat angka. Tulis berapa, misalnya “480 balita” atau “90 %%”.")
        say(Severity.WARNING, "target-tanpa-angka", text % {"target": item.target})
    _money(item, funds, say)
    return found


def _money(item: RukItem, funds: FundBook, tell: Callable[[Severity, str, str], None]) -> None:
    if item.cost is None:
        text = said("kebutuhan anggaran belum dihitung. Isi rupiahnya; tulis 0 bila tidak memerlukan biaya.")
        tell(Severity.ERROR, "belum-dihitung", text)
        return
    lines = item.lines_cost
    if item.lines and lines.open:
        text = said("%(n)d rincian biaya belum punya harga.") % {"n": lines.open}
        tell(Severity.WARNING, "rincian-tanpa-harga", text)
    elif item.lines and lines.rupiah != item.cost:
        text = said("biaya %(cost)s, tetapi rinciannya berjumlah %(lines)s (selisih %(gap)s). Samakan salah satu.")
        parts = {"cost": rupiah(item.cost), "lines": rupiah(lines.rupiah), "gap": rupiah(abs(item.cost - lines.rupiah))}
        tell(Severity.ERROR, "biaya-beda-rincian", text % parts)
    if any(not fund for fund, amount in item.amounts if amount):
        tell(Severity.ERROR, "tanpa-sumber", said("sumber pembiayaan belum dipilih."))
    unknown = [fund for fund in item.funds if funds.get(fund) is None]
    if unknown:
        text = said("sumber dana “%(fund)s” tidak ada di daftar. Pilih dari daftar.") % {"fund": ", ".join(unknown)}
        tell(Severity.WARNING, "sumber-asing", text)
    if any(amount is not None and amount < 0 for _, amount in item.amounts):
        tell(Severity.ERROR, "biaya-negatif", said("biaya tidak boleh di bawah nol."))


def _twice(items: Iterable[RukItem]) -> list[Finding]:
    """The same activity twice in one upaya for the same sasaran: perhaps taken from two sources."""
    seen: dict[tuple[str, str, str], int] = {}
    found = []
    for number, item in enumerate(items, start=1):
        key = (item.effort, " ".join(item.activity.casefold().split()), " ".join(item.target_group.casefold().split()))
        if not key[1]:
            continue
        first = seen.setdefault(key, number)
        if first != number:
            text = said("Baris %(second)d (%(name)s) sama dengan baris %(first)d. Gabungkan atau bedakan sasarannya.")
            message = text % {"second": number, "name": item.activity, "first": first}
            found.append(Finding(Severity.WARNING, "kegiatan-ganda", message, element=item.key))
    return found


def check_renstra(lines: Sequence[RenstraLine], years: Sequence[int]) -> tuple[Finding, ...]:
    """All lines of a five-year plan in their order; ``element`` of a finding is the line's key."""
    if not lines:
        text = said("Rencana lima tahunan masih kosong. Mulai dari indikator yang paling jauh dari targetnya.")
        return (Finding(Severity.ERROR, "renstra-kosong", text),)
    found: list[Finding] = []
    for number, line in enumerate(lines, start=1):
        where = said("Baris %(n)d (%(name)s)") % {"n": number, "name": line.indicator or "–"}

        def say(severity: Severity, code: str, text: str, where: str = where, key: str = line.key) -> None:
            found.append(Finding(severity, code, f"{where}: {text}", element=key))

        if not line.indicator.strip():
            say(Severity.ERROR, "tanpa-indikator", said("indikator kinerja belum ditulis."))
        lacking = [
            name
            for name, text in (
                (said("upaya kesehatan"), line.effort), (said("tujuan"), line.purpose),
                (said("cara perhitungan"), line.formula), (said("rincian kegiatan"), "".join(line.activities)),
            )
            if not text.strip()
        ]  # fmt: skip
        if lacking:
            text = said("kolom %(names)s belum diisi. Lengkapi dahulu.") % {"names": ", ".join(lacking)}
            say(Severity.ERROR, "kolom-kosong", text)
        open_years = [str(year) for at, year in enumerate(years) if not line.target(at).strip()]
        if open_years:
            text = said("target tahun %(years)s belum diisi.") % {"years": ", ".join(open_years)}
            say(Severity.ERROR, "target-kosong", text)
        wordy = [target for target in line.targets if target.strip() and number_in(target) is None]
        if wordy:
            text = said("target “%(target)s” tidak memuat angka. Tulis berapa.") % {"target": wordy[0]}
            say(Severity.WARNING, "target-tanpa-angka", text)
        if odd := course(line):
            say(Severity.WARNING, "target-mundur", odd)
        uncosted = [str(year) for at, year in enumerate(years) if line.budget(at) is None]
        if uncosted:
            text = said("anggaran tahun %(years)s belum dihitung; tulis 0 bila tidak memerlukan biaya.")
            say(Severity.WARNING, "belum-dihitung", text % {"years": ", ".join(uncosted)})
        if any(line.budgets) and not line.funds:
            say(Severity.ERROR, "tanpa-sumber", said("sumber pembiayaan belum dipilih."))
    return tuple(found)
