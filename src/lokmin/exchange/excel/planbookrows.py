"""The rows below the head of a plan: headings, activities, lines of costs beneath them, subtotals that are checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lokmin.core.findings import Finding, Severity
from lokmin.core.planning.funds import FundBook
from lokmin.core.planning.money import rupiah as said
from lokmin.core.planning.rules import PlanRule
from lokmin.exchange.excel.intake import Sheet
from lokmin.exchange.excel.planbookcells import Unclear, mark, named, rupiah, shown
from lokmin.exchange.excel.planbookheads import Head, covered, words_of
from lokmin.exchange.excel.planbookrecords import FIELDS, SKIP, Added, PlanLine, Question
from lokmin.exchange.excel.planbooksums import TOTAL, summed
from lokmin.exchange.excel.records import address

_SIGNED = re.compile(
    r"^\s*(mengetahui|menyetujui|disetujui|dibuat oleh|kepala\s+(?:uptd\s+)?puskesmas|nip\b|pembina\b|catatan\b"
    r"|ket(?:erangan)?\s*:)",
    re.IGNORECASE,
)
#: What stands in front of a heading: a number, a roman number, one letter. ``GIZI`` and ``UKS`` are names.
_NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXivx]{1,5}|[A-Za-z])[.)]?")
#: What is done or bought for the activity above it, by its numbering (``a.``, ``-``).
_BENEATH = re.compile(r"^\s*(?:[a-z][.)]|[-–•*])\s*\S")
#: Instead of a source; the words are those of our own papers.
_UNSAID = frozenset(("-", "–", "sumber belum disebut", "belum disebut", "belum dipilih"))
#: So many empty rows end a table.
_GAP = 12
_PAIR = re.compile(r"([^;,\n]+?)\s*:?\s*(?:rp\.?\s*)?(\d[\d.]*\d{3})(?:,00)?\s*(?:[;,\n]|$)", re.IGNORECASE)
_TEXTS = ("purpose", "target_group", "target", "owner", "resources", "money", "tools", "staff", "partners", "when",
          "volume", "unit", "indicator", "place", "method")  # fmt: skip


@dataclass(slots=True)
class Body:
    """What was read of one table."""

    lines: list[PlanLine] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)


class Reader:
    """Goes down the rows of one table."""

    def __init__(self, sheet: Sheet, head: Head, funds: FundBook, rule: PlanRule, answers: Mapping[str, str]) -> None:
        self.sheet, self.head, self.funds, self.rule, self.answers = sheet, head, funds, rule, answers
        self.body = Body()
        self.group = self.unit = self.upaya = ""
        self.open: list[int] = []  # lines since the last heading or subtotal
        self.bought: dict[int, list[tuple[str, int]]] = {}  # line -> (source, rupiah) of what stands beneath it
        self.covered = covered(sheet)
        self.wide = {(t, left): r for t, left, _b, r in sheet.merged}

    def read(self) -> Body:
        """All rows up to the signatures."""
        empty = 0
        for r in range(self.head.last + 1, len(self.sheet.rows)):
            row = self.sheet.rows[r]
            filled = [c for c, v in enumerate(row) if v not in ("", None)]
            if not filled:
                empty += 1
                if empty > _GAP:
                    break
                continue
            empty = 0
            first = shown(row[filled[0]])
            if _SIGNED.match(first) and not self._money_in(r):
                break
            self._row(r, row, filled)
        self._unknown_columns()
        self._settle_parts()
        return self.body

    def _row(self, r: int, row: list[Any], filled: list[int]) -> None:
        if self._numbering(row, filled):
            return
        total = next((c for c in filled if isinstance(row[c], str) and TOTAL.match(row[c])), None)
        activity = self._text(r, "activity")
        if total is not None and (not activity or TOTAL.match(activity)):
            self._total(r, shown(row[total]))
            return
        if self._heading(r, filled):
            return
        details = self._text(r, "details")
        if activity and self._beneath(r, activity):
            self._part(r, _without_number(activity))
        elif activity and not self._repeated(r, "activity"):
            self._activity(r, activity, details)
        elif details or self._money_in(r):
            self._part(r, details or self._text(r, "target") or shown(row[filled[0]]))
        else:
            self._lost(r, row, filled)

    # ---- kinds of rows

    def _numbering(self, row: list[Any], filled: list[int]) -> bool:
        """``1 2 3 4 ...`` under the head."""
        texts = [shown(row[c]).strip("()") for c in filled]
        if len(filled) <= 3 or not texts[0].isdigit():
            return False
        first = int(texts[0])
        return texts == [str(n) for n in range(first, first + len(texts))]

    def _heading(self, r: int, filled: list[int]) -> bool:
        """A row with one name and nothing else: an upaya, or what is finer than it."""
        row = self.sheet.rows[r]
        texts = [c for c in filled if not _NUMBERED.fullmatch(shown(row[c]))]
        if len(texts) > 1 or self._money_in(r):
            return False
        at = texts[0] if texts else filled[0]
        name = named(row[at])
        effort = self.rule.effort(shown(row[at]))
        alone = self.wide.get((r, at), at) > at
        if effort is not None:
            self.group, self.unit = effort.name, ""
        elif at == self.head.column("activity") and not alone and not _upper(name):
            # The name of an activity and nothing else: an activity that is not worked out, no heading.
            return False
        elif texts:
            self.unit = name
        else:
            return False
        self.upaya = ""
        self.open = []
        return True

    def _beneath(self, r: int, activity: str) -> bool:
        """``a. Konsumsi`` with its rupiah and no number of its own belongs to the activity above."""
        if not self.body.lines or self.head.column("no") is None or not _BENEATH.match(activity):
            return False
        own = any(self._text(r, name) for name in ("no", "purpose", "target_group", "owner", "indicator"))
        return not own and not self._repeated(r, "activity") and self._money_in(r) and not self._months(r)[0]

    def _activity(self, r: int, activity: str, details: str) -> None:
        upaya = self._text(r, "upaya")
        if upaya:
            self._take_upaya(upaya)
        texts = {name: text for name in _TEXTS if (text := self._text(r, name))}
        if details:
            texts["details"] = details
        cells = {name: address(r, c) for c, name in self.head.columns.items() if self._text(r, name)}
        months, paid = self._months(r)
        amounts = self._amounts(r, activity) or (self._source(r, activity, sum(paid.values())) if paid else ())
        line = PlanLine(
            self.sheet.name, r + 1, _without_number(activity), self.group, self.unit, texts, amounts, months, paid, (),
            cells,
        )  # fmt: skip
        if paid and line.cost != sum(paid.values()):
            self._say(
                Severity.WARNING, "bulan-beda-biaya", r, min(self.head.months),
                f"“{activity}” berbiaya {said(line.cost)}, tetapi kolom bulannya berjumlah {said(sum(paid.values()))}. "
                "Yang dibawa biayanya; periksa mana yang benar.",
            )  # fmt: skip
        self.open.append(len(self.body.lines))
        self.body.lines.append(line)

    def _take_upaya(self, text: str) -> None:
        if text == self.upaya:
            return
        self.upaya = text
        effort = self.rule.effort(text)
        if effort is None or (effort.name == self.group and text != effort.name):
            self.unit = named(text)
        else:
            self.group, self.unit = effort.name, ""

    def _part(self, r: int, text: str) -> None:
        """A line of costs beneath an activity."""
        if not self.body.lines:
            self._say(
                Severity.WARNING,
                "baris-tanpa-kegiatan",
                r,
                0,
                f"“{text}” tidak punya kegiatan di atasnya; tidak dibawa.",
            )
            return
        at = len(self.body.lines) - 1
        line = self.body.lines[at]
        amounts = self._amounts(r, text)
        self.bought.setdefault(at, []).extend(amounts)
        amount = sum(rp for _fund, rp in amounts) if amounts else None
        self.body.lines[at] = replace(line, parts=(*line.parts, (text, amount)))

    def _total(self, r: int, text: str) -> None:
        column = self.head.column("cost")
        columns = [column] if column is not None else list(self.head.funds)
        claimed = [self._rupiah(r, c, quiet=True) for c in columns]
        known = [amount for amount in claimed if amount is not None]
        if not known:
            self.open = []
            return
        counted, span = summed(self.body.lines, self.open, self.group, text, sum(known), self.rule)
        span = span if self.body.lines else (r + 1, r + 1)
        added = Added(self.sheet.name, address(r, columns[0]), text, sum(known), counted, span)
        self.body.added.append(added)
        if not added.agrees:
            self._say(
                Severity.WARNING, "jumlah-beda", r, columns[0],
                f"“{text}” tertulis {said(added.claimed)}, tetapi baris {span[0]}–{span[1]} berjumlah {said(counted)}. "
                "Yang dibawa adalah barisnya; periksa mana yang benar.",
            )  # fmt: skip
        self.open = []

    def _lost(self, r: int, row: list[Any], filled: list[int]) -> None:
        text = "; ".join(shown(row[c]) for c in filled)[:80]
        if self._inside_merge(r, filled):
            return
        self._say(
            Severity.WARNING, "baris-tidak-dibaca", r, filled[0], f"Baris “{text}” tidak dipahami dan tidak dibawa."
        )

    # ---- cells

    def _text(self, r: int, name: str) -> str:
        """The text of a field in a row; a cell merged downwards stands in all its rows."""
        c = self.head.column(name)
        if c is None:
            return ""
        top, left = self.covered.get((r, c), (r, c))
        if top <= self.head.last:
            return ""
        row = self.sheet.rows[top]
        return shown(row[left]) if left < len(row) else ""

    def _repeated(self, r: int, name: str) -> bool:
        """The cell belongs to a merge that began above."""
        c = self.head.column(name)
        return c is not None and self.covered.get((r, c), (r, c))[0] < r

    def _inside_merge(self, r: int, filled: list[int]) -> bool:
        return all(self.covered.get((r, c), (r, c))[0] < r for c in filled)

    def _money_in(self, r: int) -> bool:
        c = self.head.column("cost")
        columns = [*([c] if c is not None else []), *self.head.funds]
        row = self.sheet.rows[r]
        return any(column < len(row) and row[column] not in ("", None) for column in columns)

    def _rupiah(self, r: int, c: int, *, quiet: bool = False) -> int | None:
        row = self.sheet.rows[r]
        value = row[c] if c < len(row) else None
        if (r, c) in self.sheet.extras.errors:
            self._say(
                Severity.ERROR,
                "galat-sel",
                r,
                c,
                f"Sel berisi {self.sheet.extras.errors[r, c]}; biayanya tidak dibawa.",
            )
            return None
        try:
            return rupiah(value, thousand=c in self.head.thousand)
        except Unclear as error:
            if not quiet:
                self._say(
                    Severity.ERROR, "bukan-rupiah", r, c,
                    f"“{error}” bukan jumlah rupiah yang jelas; biayanya tidak dibawa. Tulis seperti 1.500.000.",
                )  # fmt: skip
            return None

    def _amounts(self, r: int, activity: str) -> tuple[tuple[str, int], ...]:
        """Money by source: columns of sources, one source, or a text that says how it is shared."""
        if self.head.funds:
            by = tuple((fund, rp) for c, fund in self.head.funds.items() if (rp := self._rupiah(r, c)) is not None)
            if by:
                self._agree(r, by)
                return by
        c = self.head.column("cost")
        cost = self._rupiah(r, c) if c is not None else None
        if cost is None:
            return ()
        return self._source(r, activity, cost)

    def _agree(self, r: int, by: tuple[tuple[str, int], ...]) -> None:
        c = self.head.column("cost")
        whole = self._rupiah(r, c) if c is not None else None
        if c is not None and whole is not None and whole != sum(rp for _f, rp in by):
            self._say(
                Severity.WARNING, "sumber-beda-biaya", r, c,
                f"Biaya {said(whole)}, tetapi sumber-sumbernya berjumlah {said(sum(rp for _f, rp in by))}. "
                "Yang dibawa menurut sumbernya.",
            )  # fmt: skip

    def _source(self, r: int, activity: str, cost: int) -> tuple[tuple[str, int], ...]:
        text = self._text(r, "fund")
        c = self.head.column("fund")
        if not text or c is None or text.casefold() in _UNSAID:
            return (("", cost),)
        shares = [(self.funds.match(name), int(digits.replace(".", ""))) for name, digits in _PAIR.findall(text)]
        if shares and all(fund for fund, _rp in shares) and sum(rp for _f, rp in shares) == cost:
            return tuple((fund.code, rp) for fund, rp in shares if fund)
        found, unknown = self.funds.match_all(text)
        answered = self.answers.get(f"dana:{words_of(text)}")
        if answered is not None and self.funds.get(answered):
            return ((answered, cost),)
        if len(found) == 1 and not unknown:
            return ((found[0].code, cost),)
        if len(found) > 1 and not unknown:
            names = ", ".join(fund.short for fund in found)
            self._say(
                Severity.WARNING, "beberapa-sumber", r, c,
                f"“{activity}” dibiayai {names}; file tidak menyebut berapa dari masing-masing. Bagi sesudah diambil.",
            )  # fmt: skip
            return (("", cost),)
        key = f"dana:{words_of(text)}"
        if all(q.key != key for q in self.body.questions):
            choices = (("", "belum dipilih"), *((fund.code, fund.name) for fund in self.funds.funds))
            asked = f"Sumber “{text}” itu dana yang mana?"
            self.body.questions.append(Question(key, asked, self.sheet.name, address(r, c), choices))
        return (("", cost),)

    def _months(self, r: int) -> tuple[dict[int, int], dict[int, int]]:
        times: dict[int, int] = {}
        paid: dict[int, int] = {}
        row, cost = self.sheet.rows[r], self.head.column("cost")
        for c, month in self.head.months.items():
            found = mark(row[c]) if c < len(row) else None
            if found is None:
                continue
            kind, value = found
            times[month] = times.get(month, 0) + (1 if kind != "kali" else value)
            if kind == "rupiah":
                paid[month] = paid.get(month, 0) + value * (1000 if {c, cost} & self.head.thousand else 1)
            elif kind == "teks":
                self._say(
                    Severity.INFO,
                    "bulan-berisi-kata",
                    r,
                    c,
                    f"“{shown(row[c])}” di kolom bulan dibaca sekali pada bulan itu.",
                )
        return times, paid

    # ---- afterwards

    def _settle_parts(self) -> None:
        """Lines of costs make the cost of an activity that names none; else they must agree with it."""
        for at, line in enumerate(self.body.lines):
            known = [rp for _text, rp in line.parts if rp is not None]
            if not known:
                continue
            if line.cost is None:
                self.body.lines[at] = replace(line, amounts=self._bought(at, line))
            elif line.cost != sum(known):
                self.body.findings.append(
                    Finding(
                        Severity.WARNING, "rincian-beda",
                        f"“{line.activity}” berbiaya {said(line.cost)}, tetapi rincian di bawahnya {said(sum(known))}. "
                        "Yang dibawa biayanya; periksa mana yang benar.",
                        sheet=line.sheet, cell=line.cells.get("activity", f"A{line.row}"),
                    )
                )  # fmt: skip

    def _bought(self, at: int, line: PlanLine) -> tuple[tuple[str, int], ...]:
        """Costs beneath an activity by source; where they name none, the source of the activity."""
        sums: dict[str, int] = {}
        for fund, amount in self.bought.get(at, ()):
            sums[fund] = sums.get(fund, 0) + amount
        unnamed = sums.pop("", None)
        if unnamed is not None:
            for fund, amount in self._source(line.row - 1, line.activity, unnamed):
                sums[fund] = sums.get(fund, 0) + amount
        return tuple(sums.items())

    def _unknown_columns(self) -> None:
        """Columns with contents whose head says nothing known are asked about, not guessed."""
        body = range(self.head.last + 1, len(self.sheet.rows))
        for c, text in self.head.unknown.items():
            sample = next((shown(v) for r in body if c < len(self.sheet.rows[r]) and (v := self.sheet.rows[r][c])), "")
            key = f"kolom:{self.sheet.name}:{words_of(text)}"
            if not sample or self.answers.get(key) == SKIP:
                continue
            free = [(name, words) for name, words in FIELDS.items() if name not in self.head.fields]
            self.body.questions.append(
                Question(
                    key, f"Kolom “{text}” (isi pertama: “{sample[:40]}”) berisi apa?", self.sheet.name,
                    address(self.head.last, c), ((SKIP, "tidak dibawa"), *free),
                )
            )  # fmt: skip

    def _say(self, severity: Severity, code: str, r: int, c: int, text: str) -> None:
        self.body.findings.append(Finding(severity, code, text, sheet=self.sheet.name, cell=address(r, c)))


def _upper(name: str) -> bool:
    return name.isupper() and len(name) > 3


def _without_number(text: str) -> str:
    return re.sub(r"^\s*(?:\d{1,3}|[a-z])[.)]\s+", "", text).strip() or text
