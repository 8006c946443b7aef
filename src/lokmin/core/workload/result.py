"""The whole ABK Kes of an office in a year: every profession, every person, the staffing table; kept and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from lokmin.core.language import said
from lokmin.core.workload.abk import Abk, Kind, Task, analyse
from lokmin.core.workload.exact import written
from lokmin.core.workload.persons import Loads, PersonLoad, Worker, loads
from lokmin.core.workload.professions import Profession, Standard, StandardLine
from lokmin.core.workload.staffing import Staffing, staffing
from lokmin.core.workload.wkt import LoadRule, WorkTime


@dataclass(frozen=True, slots=True)
class Group:
    """One profession as it goes in: its tasks, its people with their employment status, who does which part."""

    code: str
    name: str
    tasks: tuple[Task, ...]
    workers: tuple[Worker, ...]
    statuses: tuple[str, ...]
    shares: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything an analysis is computed from: what a version keeps."""

    year: int
    time: WorkTime
    rule: LoadRule
    groups: tuple[Group, ...]
    standard: Standard


@dataclass(frozen=True, slots=True)
class Outcome:
    """One profession: the six steps and the load of each of its people. ``fault``: why people have none."""

    group: Group
    abk: Abk
    loads: Loads
    fault: str = ""

    @property
    def code(self) -> str:
        return self.group.code

    @property
    def name(self) -> str:
        return self.group.name


@dataclass(frozen=True, slots=True)
class Result:
    """What the pages, papers and versions show."""

    inputs: Inputs
    outcomes: tuple[Outcome, ...]
    staffing: Staffing

    def of(self, profession: str) -> Outcome | None:
        """The outcome of a profession; None where it is not analysed."""
        return next((o for o in self.outcomes if o.code == profession), None)

    @property
    def people(self) -> tuple[tuple[Outcome, PersonLoad], ...]:
        """Everybody with their profession, in the order of the register."""
        return tuple((o, p) for o in self.outcomes for p in o.loads.people)

    @property
    def refusals(self) -> tuple[str, ...]:
        """Why it cannot be agreed as it stands: FTP of 100 % and more, parts above the whole."""
        found = [f"{o.name}: {o.abk.refusal}" for o in self.outcomes if o.abk.refusal]
        return (*found, *(f"{o.name}: {o.fault}" for o in self.outcomes if o.fault))

    @property
    def need(self) -> int:
        """People needed by ABK, of all professions that can be computed."""
        return sum(o.abk.rounded or 0 for o in self.outcomes)

    @property
    def lacking(self) -> int:
        return sum(o.abk.lacking for o in self.outcomes)

    @property
    def counted(self) -> tuple[Outcome, ...]:
        return tuple(o for o in self.outcomes if o.abk.counted)

    @property
    def sentence(self) -> str:
        """The one message: how many lack, of which professions most."""
        if not self.counted:
            return said("ABK belum dapat dihitung: isi capaian setahun tiap kegiatan")
        short = sorted((o for o in self.counted if o.abk.lacking), key=lambda o: -o.abk.lacking)
        told = {"need": self.need, "have": sum(o.abk.have for o in self.counted), "n": len(self.counted)}
        open_ = sum(1 for o in self.outcomes if o.group.workers and not o.abk.counted)
        rest = said("; %(n)s jenis belum dapat dihitung") % {"n": open_} if open_ else ""
        if not short:
            words = said("Kebutuhan menurut ABK %(need)s orang di %(n)s jenis; ada %(have)s, tidak ada yang kurang")
            return words % told + rest
        most = ", ".join(f"{o.name.lower()} {o.abk.lacking}" for o in short[:3])
        return said("Menurut ABK kurang %(lacking)s orang: %(most)s") % {"lacking": self.lacking, "most": most} + rest


def compute(inputs: Inputs, known: Mapping[str, Profession]) -> Result:
    """Analyse every profession and lay it beside the standard; a profession that cannot be computed says why."""
    outcomes = []
    for group in inputs.groups:
        abk = analyse(group.code, group.tasks, inputs.time, len(group.workers), inputs.rule)
        fault = ""
        try:
            divided = loads(group.tasks, group.workers, group.shares, inputs.time.minutes, inputs.rule)
        except ValueError as error:
            fault = str(error)
            divided = loads(group.tasks, group.workers, {}, inputs.time.minutes, inputs.rule)
        outcomes.append(Outcome(group, abk, divided, fault))
    there = [(g.code, status) for g in inputs.groups for status in g.statuses]
    analysed = {o.code: o.abk for o in outcomes}
    return Result(inputs, tuple(outcomes), staffing(known, inputs.standard, there, analysed))


def as_body(result: Result) -> dict[str, Any]:
    """A result for keeping: everything it came from, and what came out, so that a later program can be checked."""
    inputs = result.inputs
    return {
        "year": inputs.year,
        "time": asdict(inputs.time),
        "rule": asdict(inputs.rule),
        "standard": asdict(inputs.standard),
        "groups": [
            {
                "code": g.code, "name": g.name, "tasks": [asdict(t) for t in g.tasks],
                "workers": [asdict(w) for w in g.workers], "statuses": list(g.statuses),
                "shares": [[task, worker, permille] for (task, worker), permille in sorted(g.shares.items())],
            }
            for g in inputs.groups
        ],
        "found": [
            {
                "code": o.code, "jkt": str(o.abk.jkt), "ftp": str(o.abk.ftp),
                "need": None if o.abk.need is None else str(o.abk.need), "rounded": o.abk.rounded, "have": o.abk.have,
                "gap": o.abk.gap, "words": o.abk.sentence,
            }
            for o in result.outcomes
        ],
        "loads": [
            {"key": p.worker.key, "name": p.worker.name, "minutes": str(p.minutes), "percent": written(p.percent, 1)}
            for _, p in result.people
        ],
    }  # fmt: skip


def of_body(body: Mapping[str, Any], known: Mapping[str, Profession]) -> Result:
    """A kept result, computed again from what it came from.

    Raises:
        ValueError: it no longer comes to what was agreed.
    """
    groups = tuple(
        Group(
            g["code"], g["name"], tuple(Task(**{**t, "kind": Kind(t["kind"])}) for t in g["tasks"]),
            tuple(Worker(**w) for w in g["workers"]), tuple(g["statuses"]), {(t, w): n for t, w, n in g["shares"]},
        )
        for g in body["groups"]
    )  # fmt: skip
    kept = body["standard"]
    lines = tuple(StandardLine(**{**line, "professions": tuple(line["professions"])}) for line in kept["lines"])
    inputs = Inputs(
        body["year"], WorkTime(**body["time"]), LoadRule(**body["rule"]), groups, Standard(**{**kept, "lines": lines})
    )
    result = compute(inputs, known)
    for outcome, was in zip(result.outcomes, body["found"], strict=True):
        now = None if outcome.abk.need is None else str(outcome.abk.need)
        if now != was["need"]:
            raise ValueError(
                said("%(name)s: kebutuhan yang disepakati %(was)s, hitungan ulang memberi %(now)s.")
                % {"name": outcome.name, "was": _four(was["need"]), "now": _four(now)}
            )
    return result


def _four(text: str | None) -> str:
    return written(None if text is None else Fraction(text))
