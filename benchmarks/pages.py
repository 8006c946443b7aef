"""What a page costs: a kept page against an empty view, a fresh 3,000-cell table against ORM + Django template.

Run: ``python benchmarks/pages.py``. Prints ratios with both baselines measured in the same run, on a real uvicorn
server with a real SQLite file. It asserts nothing about seconds.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, WARM = 300, 30
#: With 25 villages and the Puskesmas the shipped catalogue fills more than 3,000 cells.
VILLAGES = 25


def main() -> None:
    """Make a data folder, fill it, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "LOKMIN_DATA": folder, "LOKMIN_SECRET": "ukur", "DJANGO_SETTINGS_MODULE": "lokmin.web.settings",
            "LOKMIN_TODAY": "2026-05-04",
        }  # fmt: skip
        import django

        django.setup()
        cookie = fill()
        tables()
        served(cookie)


def fill() -> str:
    """The cast, 13 more villages, every number of the catalogue for January to April; a signed-in session's key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from lokmin.catalog.loading import load
    from lokmin.cli.demo.people import create_cast
    from lokmin.core.periods import Month
    from lokmin.cycle.centre import clock
    from lokmin.cycle.centre.models import Place
    from lokmin.cycle.centre.queries import villages
    from lokmin.cycle.reporting.models import Fact, Ledger

    call_command("migrate", verbosity=0)
    cast = create_cast()
    home = cast.puskesmas
    for n in range(len(cast.villages) + 1, VILLAGES + 1):
        Place.objects.create(
            code=f"99.01.01.2{n:03d}", name=f"Dusun Baru {n}", level="desa", served_by=home.place, order=n
        )
    by, at = cast.people["ratna"], clock.now()
    periods = [m.code for m in Month(2026, 1).until(Month(2026, 4))]
    rows = [
        Fact(
            puskesmas=home, place=place, element=element.code, by=by, at=at, period=period,
            variant="sk" if element.yearly else "",
            micro=(((p * 7 + e * 13 + t * 5) % 17 + 3) * (90 if element.yearly else 1)) * 1_000_000,
        )
        for p, place in enumerate(villages(home))
        for e, element in enumerate(load().elements.values())
        for t, period in enumerate(["2026"] if element.yearly else periods)
    ]  # fmt: skip
    Fact.objects.bulk_create(rows, batch_size=2000)
    Ledger.objects.update_or_create(puskesmas=home, defaults={"stamp": 1})
    session = SessionStore()
    session[SESSION_KEY] = str(by.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = by.get_session_auth_hash()
    session.create()
    print(f"{len(rows):,} facts, {VILLAGES} villages")
    return str(session.session_key)


def timed(work, rounds: int) -> float:
    """Median milliseconds."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


#: The same markup as lokmin.cycle.monitoring.cells, as a Django template.
TEMPLATE = """<table>{% regroup cells by indicator as lines %}{% for line in lines %}<tr><th scope="row">
<a href="/p/{{ pkm }}/indikator/{{ line.grouper }}/?bulan=2026-04">{{ line.grouper }}</a></th>
{% for c in line.list %}<td><a href="/p/{{ pkm }}/angka/{{ c.indicator }}/{{ c.place.code }}/?bulan=2026-04"
class="cell {{ c.shape }}">{% if c.status == "baik" or c.status == "kurang" %}<i>tercapai</i> <i></i>
{% elif c.status == "belum lapor" %}<i>belum</i> <i>–</i>{% elif c.status == "tanpa target" %}<i>tanpa</i> <i>–</i>
{% else %}<i>kurang</i> <b>{{ c.gap }}</b>{% endif %} <span>{{ c.status }}</span> <span>{{ c.percent }}</span></a></td>
{% endfor %}</tr>{% endfor %}</table>"""


def tables() -> None:
    """The 3,000-cell table: ours fresh from kept rows, ours from the facts up, and plain ORM + Django template."""
    from django.db import connection, models
    from django.template import engines

    from lokmin.core.periods import Month
    from lokmin.cycle.centre.models import Place, Puskesmas
    from lokmin.cycle.centre.roles import Role
    from lokmin.cycle.monitoring import cells, queries, words
    from lokmin.cycle.monitoring.kept import forget
    from lokmin.cycle.monitoring.pages import Reader
    from lokmin.cycle.monitoring.queries.home import home

    class Cell(models.Model):
        """One judged cell, as a plain Django project would keep it."""

        place = models.ForeignKey(Place, models.CASCADE, related_name="+")
        indicator = models.CharField(max_length=40)
        status = models.CharField(max_length=20)
        shape = models.CharField(max_length=20)
        gap = models.CharField(max_length=20)
        percent = models.CharField(max_length=20)

        class Meta:
            app_label = "benchmarks"

        def __str__(self) -> str:
            return self.indicator

    puskesmas = Puskesmas.objects.select_related("place").get(place__code="P9901010201")
    reader = Reader(puskesmas, frozenset({Role.PJ}), False)
    april = Month(2026, 4)

    def from_rows() -> str:
        return cells.coverage(page, reader)[0]

    def with_summary() -> str:
        return cells.coverage(home(queries.month_table(puskesmas, april), "semua", silent=True), reader)[0]

    def from_facts() -> str:
        forget()
        return with_summary()

    table = queries.month_table(puskesmas, april)
    page = home(table, "semua", silent=True)
    places = {place.code: place for place in Place.objects.all()}
    with connection.schema_editor() as editor:
        editor.create_model(Cell)
    Cell.objects.bulk_create(
        Cell(
            place=places[row.place], indicator=row.indicator, status=row.status.value, shape=cells.SHAPES[row.status],
            gap=words.gap_number(row), percent=words.percent(row),
        )
        for row in table.rows
    )  # fmt: skip
    template = engines["django"].from_string(TEMPLATE)

    def plain() -> str:
        return template.render({"cells": list(Cell.objects.select_related("place")), "pkm": puskesmas.code})

    assert plain().count("<td>") == from_rows().count("<td>") == len(table.rows)
    ways = {
        "fresh table": from_rows,
        "with the summary and the problems of the page": with_summary,
        f"with the figures computed again from {len(table.inputs.values):,} facts": from_facts,
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    base = []
    for _ in range(5):  # interleaved, so that a busy minute hits all of them
        base.append(timed(plain, 3))
        for name, way in ways.items():
            taken[name].append(timed(way, 3))
    slow = statistics.median(base)
    print(f"{len(table.rows):,} cells by ORM + Django template: {slow:.1f} ms")
    for name, times in taken.items():
        goal = " (goal 0.10)" if name == "fresh table" else ""
        print(f"{name}: {statistics.median(times):.1f} ms, ratio {statistics.median(times) / slow:.3f}{goal}")


def served(cookie: str) -> None:
    """A kept home page against an empty view of the same server, requests alternating on one connection."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, str(Path(__file__).resolve()), "--serve", str(port)])
    try:
        connection = _connect(port)
        headers = {"Cookie": f"sessionid={cookie}", "Accept-Encoding": "gzip"}
        paths = {
            "empty view": "/kosong/",
            "empty view behind the same door": "/p/P9901010201/kosong/",
            "home page, kept": "/p/P9901010201/",
            "3,000-cell page, kept": "/p/P9901010201/?program=semua&kosong=1",
        }
        taken: dict[str, list[float]] = {name: [] for name in paths}
        sizes: dict[str, int] = {}
        for n in range(ROUNDS + WARM):
            for name, path in paths.items():
                start = time.perf_counter()
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                body = answer.read()
                if answer.status != 200:
                    raise SystemExit(f"{path}: {answer.status}")
                if n >= WARM:
                    taken[name].append((time.perf_counter() - start) * 1000)
                sizes[name] = len(body)
        p95 = {name: statistics.quantiles(times, n=20)[18] for name, times in taken.items()}
        for name, times in taken.items():
            print(
                f"{name}: p50 {statistics.median(times):.2f} ms, p95 {p95[name]:.2f} ms, {sizes[name]:,} bytes; "
                f"p95 ratio {p95[name] / p95['empty view']:.2f} (goal 2), "
                f"behind the door {p95[name] / p95['empty view behind the same door']:.2f}"
            )
    finally:
        server.terminate()
        server.wait()


def _connect(port: int) -> http.client.HTTPConnection:
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.connect()
        except OSError:
            time.sleep(0.1)
        else:
            return connection
    raise SystemExit("the server did not start")


def serve(port: int) -> None:
    """The real application with two empty views added."""
    import django

    django.setup()
    import uvicorn
    from django.http import HttpResponse
    from django.urls import path

    from lokmin.cycle.centre.access import requires
    from lokmin.web import urls
    from lokmin.web.asgi import application

    urls.urlpatterns[:0] = [
        path("kosong/", lambda _: HttpResponse("")),
        path("p/<str:pkm>/kosong/", requires("lihat_cakupan")(lambda _: HttpResponse(""))),
    ]
    uvicorn.run(application, host="127.0.0.1", port=port, log_level="error", access_log=False)


if __name__ == "__main__":
    if "--serve" in sys.argv:
        serve(int(sys.argv[-1]))
    else:
        main()
