"""The room under load: 200 phones on server-sent events, 200 votes, each answered only after a durable commit.

Run: ``python benchmarks/live.py``. A real server (``lokmin serve``, SQLite, ``synchronous=FULL``) and 200 phones as
plain sockets on the same machine. Baselines of the same run: the durable commits this disk gives a single writer, and
the answer to a vote when nobody else votes. It asserts nothing about seconds.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "live"))

import hall
from votes import OPEN, PAPER, answer_of, told_of, vote_path

PHONES = 200


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        room = hall.fill(data, PHONES)
        server = hall.Server(data).start()
        try:
            print(f"durable commits of one writer on this disk: {commits(Path(folder)):.0f}/s (one commit a vote)")
            asyncio.run(play(server, data, room))
        finally:
            server.stop()


def commits(folder: Path, seconds: float = 1.0) -> float:
    """Rows a second when each has its own commit, WAL and FULL, nothing else."""
    with sqlite3.connect(folder / "bare.sqlite3", isolation_level=None) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("CREATE TABLE t (n)")
        begun, done = time.perf_counter(), 0
        while time.perf_counter() - begun < seconds:
            db.execute("INSERT INTO t VALUES (1)")
            done += 1
        return done / (time.perf_counter() - begun)


async def play(server: hall.Server, data: Path, room: dict[str, object]) -> None:
    phones = hall.phones(server, room)
    listening = [asyncio.create_task(p.listen()) for p in phones]
    for _wait in range(600):
        if all(p.joined for p in phones):
            break
        await asyncio.sleep(0.05)
    print(f"server with {PHONES} phones listening: {server.memory_mb():.0f} MB")
    await round_of(data, room, phones, 10.0, "warm-up, 200 votes in 10 s")
    for spread in (5.0, 1.0):
        for n in range(3):
            await round_of(data, room, phones, spread, f"200 votes in {spread:.0f} s, run {n + 1}")
    await round_of(data, room, phones, 10.0, "200 votes in 10 s, 5 % of links cut every second", cut=True)
    print(f"server at the end, highest: {server.memory_mb():.0f} MB")
    for phone in phones:
        phone.stop()
    await asyncio.gather(*listening, return_exceptions=True)


async def round_of(
    data: Path, room: dict[str, object], phones: list[hall.Phone], spread: float, name: str, *, cut: bool = False
) -> None:
    ballot = await asyncio.to_thread(hall.ask, data, OPEN)
    await asyncio.sleep(1.5)
    for phone in phones:
        phone.heard.clear()
    alone = 1000 * statistics.median([(await voted(phones[0], room, ballot, 0, 0))[1] for _again in range(9)])
    for phone in phones:
        phone.heard.clear()
    cutting = asyncio.create_task(cuts(phones)) if cut else None
    answers = await asyncio.gather(*(voted(p, room, ballot, spread, n) for n, p in enumerate(phones)))
    if cutting is not None:
        cutting.cancel()
    last = max(answer["masuk"] for _at, _took, answer in answers)
    for _wait in range(100):
        if all(p.heard and p.heard[-1][1].get("masuk") == last for p in phones):
            break
        await asyncio.sleep(0.1)
    kept = await asyncio.to_thread(hall.ask, data, answer_of(ballot))
    taken = sorted(took for _at, took, _answer in answers)
    told = (await asyncio.to_thread(hall.ask, data, told_of(ballot)))[1:]  # the first was the vote alone
    counts = [[t["masuk"] for _at, t in p.heard if t["k"] == "suara" and t["kotak"] == ballot] for p in phones]
    late = sorted(1000 * seconds for p in phones for seconds in pushed(p, ballot, answers))
    p95 = [1000 * taken[int(len(taken) * 0.95)], late[int(len(late) * 0.95)]]
    print(
        f"{name}: answers p50 {1000 * statistics.median(taken):.0f} ms, p95 {p95[0]:.0f} ms "
        f"({p95[0] / alone:.1f} x a vote alone); push p50 {late[len(late) // 2]:.0f} ms, p95 {p95[1]:.0f} ms; "
        f"{kept} of {len(phones)} votes in the urn; phones that heard all {len(told)} events "
        f"once and in order: {sum(c == told for c in counts)}"
    )


def pushed(phone: hall.Phone, ballot: int, answers: list[tuple[float, float, dict]]) -> list[float]:
    """For each vote the seconds from its sending until this phone knew that it had come in."""
    heard = [(at, t["masuk"]) for at, t in phone.heard if t.get("kotak") == ballot and "masuk" in t]
    return [
        next(at for at, count in heard if count >= answer["masuk"]) - sent
        for sent, _took, answer in answers
        if heard and heard[-1][1] >= answer["masuk"]
    ]


Answer = tuple[float, float, dict]


async def voted(phone: hall.Phone, room: dict[str, object], ballot: int, spread: float, n: int) -> Answer:
    """When the vote was sent, how long the answer took, the answer."""
    await asyncio.sleep(random.Random(n).random() * spread)
    status, took, answer = await phone.post(vote_path(room, ballot), **PAPER)
    if status != 200:
        raise AssertionError(f"{status}: {answer}")
    return time.time() - took, took, answer


async def cuts(phones: list[hall.Phone]) -> None:
    while True:
        await asyncio.sleep(1)
        for phone in random.sample(phones, max(1, len(phones) // 20)):
            phone.cut()


if __name__ == "__main__":
    main()
