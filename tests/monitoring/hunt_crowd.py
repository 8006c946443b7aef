"""Many people press at once in the parts that follow a problem; each on a connection of their own. Prints JSON."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

CROWD = 12


def at_once(*jobs):
    """How every job ended: ``ok``, the refusal's kind, or the error's name."""
    from django.core.exceptions import ValidationError
    from django.db import connection

    def one(job):
        try:
            job()
        except ValidationError:
            return "ditolak"
        except Exception as error:  # noqa: BLE001 - told as what it is
            return f"{type(error).__name__}: {error}"
        else:
            return "ok"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return dict(Counter(pool.map(one, jobs)))


def press(cast):
    """What is left of everybody's pressing."""
    from lokmin.core.periods import Month
    from lokmin.core.problems.register import Raised
    from lokmin.cycle.followup import operations as followup
    from lokmin.cycle.followup.effect import operations as effects
    from lokmin.cycle.followup.models import ActionTurn, Escalation, Verdict
    from lokmin.cycle.followup.work import escalation
    from lokmin.cycle.followup.work import operations as work
    from lokmin.cycle.monitoring.dqr import operations as dqr
    from lokmin.cycle.monitoring.models import NumberNote, Problem
    from lokmin.cycle.monitoring.register import operations as register
    from lokmin.cycle.monitoring.register.operations.life import Part
    from lokmin.cycle.reporting.models import ReportSent
    from lokmin.cycle.reporting.tracker import operations as tracker

    office, by, april = cast.puskesmas, cast.people["ratna"], Month(2026, 4)
    village = cast.villages[1]
    told = {}

    def raised(what, **more):
        return register.record_problem(puskesmas=office, by=by, source="staf", what=what, village=village, **more)

    told["sama"] = at_once(
        *[lambda: raised("Antrean lama", origin_kind="masukan", origin_id="7") for _ in range(CROWD)]
    )
    told["sama_baris"] = Problem.objects.filter(origin_id="7").count()

    several = [raised(f"Masalah {n}") for n in range(8)]
    parts = [Part(Raised(what="Bagian satu")), Part(Raised(what="Bagian dua"))]
    jobs = []
    for n in range(0, 8, 2):
        one, two = several[n], several[n + 1]
        jobs += [
            lambda one=one, two=two: register.merge(problem=one, into=two, by=by, reason="Sama"),
            lambda one=one, two=two: register.merge(problem=two, into=one, by=by, reason="Sama"),
            lambda one=one: register.split(problem=one, by=by, parts=parts),
            lambda two=two: register.split(problem=two, by=by, parts=parts),
        ]
    jobs += [lambda: register.refresh(puskesmas=office, month=april) for _ in range(4)]
    told["gabung_pisah"] = at_once(*jobs)
    numbers = list(Problem.objects.of(office).values_list("number", flat=True))
    told["nomor_kembar"] = len(numbers) - len(set(numbers))
    merged = Problem.objects.filter(merged_into__isnull=False).select_related("merged_into")
    told["putar"] = sum(p.merged_into.merged_into_id == p.pk for p in merged)

    action = followup.add(
        puskesmas=office, by=by, made_on=dt.date(2026, 1, 5), problem="K1", activity="Kunjungan",
        start=dt.date(2026, 1, 5), due=dt.date(2026, 2, 1), indicator="K1", village=village,
        repeat="mingguan", repeat_until=dt.date(2026, 2, 1),
    )  # fmt: skip
    part = work.add_task(action=action, by=by, text="Cetak formulir")
    told["bagian"] = at_once(*[lambda: work.tick(task=part, by=by) for _ in range(CROWD)])
    told["bagian_jejak"] = action.events.filter(note__startswith="Bagian selesai").count()
    told["giliran"] = at_once(
        *[lambda: work.write_turn(action=action, by=by, due=dt.date(2026, 1, 12), done_on=dt.date(2026, 1, 12))
          for _ in range(CROWD)]
    )  # fmt: skip
    told["giliran_baris"] = ActionTurn.objects.count()
    told["bawa"] = at_once(
        *[lambda: escalation.escalate_overdue(puskesmas=office, today=dt.date(2026, 5, 5)) for _ in range(CROWD)]
    )
    told["bawa_baris"] = Counter(Escalation.objects.values_list("to", flat=True)).most_common(1)[0][1]
    asked = Escalation.objects.all()[0]
    told["jawab"] = at_once(
        *[lambda: escalation.answer_escalation(escalation=asked, by=by, answer="Dikirim Senin") for _ in range(CROWD)]
    )
    told["beku"] = at_once(
        *[lambda: effects.freeze_verdicts(puskesmas=office, month=april, by=by, origin_kind="lokmin", origin_id="1")
          for _ in range(CROWD)]
    )  # fmt: skip
    told["beku_baris"] = Verdict.objects.count()
    told["beku_satu"] = at_once(
        *[lambda: effects.freeze_one(action=action, month=april, by=by) for _ in range(CROWD)]
    )
    told["beku_satu_baris"] = Verdict.objects.count()
    told["selesai"] = at_once(
        *[lambda: followup.finish(action=action, by=by, result="Naik", proof="Daftar hadir") for _ in range(CROWD)]
    )
    told["kirim"] = at_once(
        *[lambda: tracker.mark(puskesmas=office, by=by, report="LB1", period="2026-04", on=dt.date(2026, 5, 4))
          for _ in range(CROWD)]
    )  # fmt: skip
    told["kirim_baris"] = ReportSent.objects.filter(withdrawn_at=None, report="LB1").count()
    told["alasan"] = at_once(
        *[lambda: dqr.say(puskesmas=office, by=by, about=(village.code, "2026-04", "kia.k1", ""), reason="stok")
          for _ in range(CROWD)]
    )  # fmt: skip
    told["alasan_baris"] = NumberNote.objects.filter(superseded_at=None).count()
    return told


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "lokmin.web.settings"
    os.environ["LOKMIN_TODAY"] = "2026-05-05"
    import django

    django.setup()
    from django.core.management import call_command

    from lokmin.cli.demo.people import create_cast

    call_command("migrate", verbosity=0)
    print(json.dumps(press(create_cast())))
