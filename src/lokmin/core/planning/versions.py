"""Two versions of a plan compared: what came, what went, what changed, in words and in rupiah."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.language import said
from lokmin.core.planning.money import rupiah

Value = str | int | None


class Kind(StrEnum):
    """What happened to a row."""

    ADDED = "baru"
    REMOVED = "dihapus"
    CHANGED = "diubah"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a plan as far as comparing needs it.

    Attributes:
        key: the same row has the same key in both versions.
        name: what people call it (the activity).
        fields: label as printed -> value; an int is rupiah, None or an empty text is nothing.
        cost: what the row adds to the plan; None is not costed.
    """

    key: str
    name: str
    fields: Mapping[str, Value]
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of one row, before and after as they are printed."""

    label: str
    before: str
    after: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one row; ``money`` is by how much the plan's sum moves because of it."""

    kind: Kind
    key: str
    name: str
    fields: tuple[FieldChange, ...] = ()
    money: int = 0

    @property
    def sentence(self) -> str:
        """``Kelas ibu hamil: biaya Rp10.000.000 menjadi Rp12.000.000 (naik Rp2.000.000).``"""
        if self.kind is Kind.CHANGED:
            return f"{self.name}: {'; '.join(field.sentence for field in self.fields)}."
        text = said("%(name)s: ditambahkan") if self.kind is Kind.ADDED else said("%(name)s: dihapus")
        words = text % {"name": self.name}
        return f"{words} ({rupiah(abs(self.money))})." if self.money else f"{words}."


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, in the order of the newer version, what went last; ``before`` and ``after`` the costed sums."""

    changes: tuple[Change, ...]
    before: int
    after: int

    @property
    def same(self) -> bool:
        return not self.changes

    def of(self, kind: Kind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def summary(self) -> str:
        """``2 kegiatan baru, 1 dihapus, 3 diubah; jumlah naik Rp4.000.000 menjadi Rp61.000.000.``"""
        if self.same:
            return said("Tidak ada yang berubah.")
        words = {
            Kind.ADDED: said("%(n)d baris baru"),
            Kind.REMOVED: said("%(n)d dihapus"),
            Kind.CHANGED: said("%(n)d diubah"),
        }
        counts = [words[kind] % {"n": n} for kind in words if (n := len(self.of(kind)))]
        moved = self.after - self.before
        if not moved:
            return said("%(counts)s; jumlah tetap %(sum)s.") % {
                "counts": ", ".join(counts), "sum": rupiah(self.after),
            }  # fmt: skip
        text = said("%(counts)s; jumlah naik %(by)s menjadi %(sum)s.")
        if moved < 0:
            text = said("%(counts)s; jumlah turun %(by)s menjadi %(sum)s.")
        return text % {"counts": ", ".join(counts), "by": rupiah(abs(moved)), "sum": rupiah(self.after)}


def difference(old: Sequence[Line], new: Sequence[Line]) -> Difference:
    """What became of ``old``. The money of all changes adds up to the difference of the sums.

    Raises:
        ValueError: a key stands twice in one version.
    """
    before, after = _keyed(old), _keyed(new)
    changes: list[Change] = []
    for key, line in after.items():
        was = before.get(key)
        if was is None:
            changes.append(Change(Kind.ADDED, key, line.name, money=line.cost or 0))
            continue
        fields = _fields(was, line)
        if fields:
            changes.append(Change(Kind.CHANGED, key, line.name, fields, (line.cost or 0) - (was.cost or 0)))
    changes += [
        Change(Kind.REMOVED, key, line.name, money=-(line.cost or 0))
        for key, line in before.items()
        if key not in after
    ]
    return Difference(tuple(changes), sum(line.cost or 0 for line in old), sum(line.cost or 0 for line in new))


def _keyed(lines: Sequence[Line]) -> dict[str, Line]:
    found = {line.key: line for line in lines}
    if len(found) != len(lines):
        raise ValueError("Satu versi rencana memuat dua baris dengan kunci yang sama.")
    return found


def _fields(was: Line, now: Line) -> tuple[FieldChange, ...]:
    fields = dict(was.fields) | dict(now.fields)
    found = [_change(label, was.fields.get(label), now.fields.get(label)) for label in fields]
    return tuple(change for change in found if change is not None)


def _change(label: str, before: Value, after: Value) -> FieldChange | None:
    if before == after or (before in (None, "") and after in (None, "")):
        return None
    old, new = _said(before), _said(after)
    lowered = " ".join(word if word.isupper() else word.lower() for word in label.split())
    if before in (None, ""):
        sentence = said("%(what)s diisi %(new)s") % {"what": lowered, "new": new}
    elif after in (None, ""):
        sentence = said("%(what)s dikosongkan (tadinya %(old)s)") % {"what": lowered, "old": old}
    else:
        sentence = said("%(what)s %(old)s menjadi %(new)s") % {"what": lowered, "old": old, "new": new}
        if isinstance(before, int) and isinstance(after, int):
            way = said("naik %(by)s") if after > before else said("turun %(by)s")
            sentence = f"{sentence} ({way % {'by': rupiah(abs(after - before))}})"
    return FieldChange(label, old, new, sentence)


def _said(value: Value) -> str:
    if value is None or value == "":
        return "–"
    return rupiah(value) if isinstance(value, int) else f"“{value}”"
