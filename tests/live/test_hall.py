"""A real server, a hall of phones: nothing acknowledged is lost or there twice, phones come back by themselves."""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import signal
from collections import Counter

import pytest
from tests.live import hall, votes

pytestmark = pytest.mark.slow
PHONES = 60
STROKES = json.dumps([[[50 * n, 150 + 20 * (n % 5)] for n in range(2, 18)], [[400, 60], [480, 240], [520, 90]]])


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The hall with its phones, made once."""
    data = tmp_path_factory.mktemp("ruang") / "data"
    return data, hall.fill(data, PHONES)


@pytest.fixture
def room(full, tmp_path):
    made, filled = full
    data = shutil.copytree(made, tmp_path / "data")
    server = hall.Server(data).start()
    try:
        yield data, filled, server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.process.send_signal(signal.SIGCONT)
        server.stop()


async def gathered(phones):
    listening = [asyncio.create_task(p.listen()) for p in phones]
    for _wait in range(400):
        if all(p.joined for p in phones):
            return listening
        await asyncio.sleep(0.05)
    raise AssertionError("tidak semua telepon tersambung")


async def until(true, what):
    for _wait in range(600):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(what)


async def left(phones, listening):
    for phone in phones:
        phone.stop()
    await asyncio.gather(*listening, return_exceptions=True)


def counts(phone, ballot):
    return [told["masuk"] for _at, told in phone.heard if told["k"] == "suara" and told["kotak"] == ballot]


def test_links_that_break_all_the_time_lose_no_vote_and_no_event(room):
    data, filled, server = room

    async def play():
        phones = hall.phones(server, filled)
        listening = await gathered(phones)
        ballot = await asyncio.to_thread(hall.ask, data, votes.OPEN)

        async def cut():
            while True:
                await asyncio.sleep(0.3)
                for phone in random.sample(phones, 6):
                    phone.cut()

        cutting = asyncio.create_task(cut())

        async def vote(n, phone):
            await asyncio.sleep(n / PHONES * 4)
            answers = [await phone.post(votes.vote_path(filled, ballot), **votes.PAPER) for _again in range(1 + n % 3)]
            assert {status for status, _took, _answer in answers} == {200}  # sent again, as over a bad link

        await asyncio.gather(*(vote(n, p) for n, p in enumerate(phones)))
        cutting.cancel()
        await until(
            lambda: all(counts(p, ballot)[-1:] == [PHONES] for p in phones), "bukan semua mendengar yang terakhir"
        )
        told = await asyncio.to_thread(hall.ask, data, votes.told_of(ballot))
        assert all(counts(p, ballot) == told for p in phones)
        assert max(p.joined for p in phones) > 1
        await left(phones, listening)
        return ballot

    ballot = asyncio.run(play())
    assert hall.ask(data, votes.answer_of(ballot)) == PHONES


def test_kill_9_while_voting_signing_and_writing_loses_nothing_acknowledged(room):
    data, filled, server = room
    acknowledged = Counter()

    async def play():
        phones = hall.phones(server, filled)
        listening = await gathered(phones)
        ballot = await asyncio.to_thread(hall.ask, data, votes.OPEN)
        live = f"/langsung/{filled['meeting']}"

        async def act(n, phone):
            await asyncio.sleep(n / PHONES * 3)
            for what, path, fields in (
                ("suara", votes.vote_path(filled, ballot), votes.PAPER),
                ("tanda tangan", f"{live}/tanda-tangan/", {"goresan": STROKES}),
                (
                    "kalimat",
                    f"{live}/usul/",
                    {"usul": f"Kader {n}: kunjungan rumah 20/6", "token": f"kalimat-{n}"},
                ),
            ):
                status, _took, answer = await phone.post(path, **fields)
                assert status == 200, answer
                acknowledged[what] += 1

        acting = asyncio.gather(*(act(n, p) for n, p in enumerate(phones)))
        for _death in range(2):
            await asyncio.sleep(1)
            before = [p.joined for p in phones]
            await asyncio.to_thread(server.kill)
            await asyncio.sleep(0.3)
            await asyncio.to_thread(server.start)
        await acting
        back = lambda: all(p.joined > n for p, n in zip(phones, before, strict=True))  # noqa: E731 - asked again and again
        await until(back, "tidak semua telepon kembali sendiri")
        await left(phones, listening)
        return ballot

    ballot = asyncio.run(play())
    assert hall.ask(data, votes.answer_of(ballot)) == PHONES
    kept = hall.ask(
        data,
        "from lokmin.cycle.meetings.models import Proposal, Signature\n"
        "tokens = Proposal.objects.values_list('token', flat=True)\n"
        "print(json.dumps([Signature.objects.count(), sorted(t.split('.')[0] for t in tokens)]))",
    )
    assert kept == [PHONES, sorted(f"kalimat-{n}" for n in range(PHONES))]
    assert acknowledged == {"suara": PHONES, "tanda tangan": PHONES, "kalimat": PHONES}


def test_a_laptop_that_slept_goes_on_where_it_was(room):
    data, filled, server = room

    async def play():
        phones = hall.phones(server, filled)[:10]
        listening = await gathered(phones)
        ballot = await asyncio.to_thread(hall.ask, data, votes.OPEN)
        server.process.send_signal(signal.SIGSTOP)
        waiting = [asyncio.create_task(p.post(votes.vote_path(filled, ballot), **votes.PAPER)) for p in phones]
        await asyncio.sleep(3)
        for phone in phones[:5]:
            phone.cut()
        server.process.send_signal(signal.SIGCONT)
        assert {status for status, _took, _answer in await asyncio.gather(*waiting)} == {200}
        await until(lambda: all(counts(p, ballot)[-1:] == [10] for p in phones), "tidak semua mendengar")
        await left(phones, listening)
        return ballot

    assert hall.ask(data, votes.answer_of(asyncio.run(play()))) == 10


def test_a_phone_sent_out_and_a_made_up_phone_change_nothing(room):
    data, filled, server = room

    async def play():
        phones = hall.phones(server, filled)[:3]
        ballot = await asyncio.to_thread(hall.ask, data, votes.OPEN)
        await asyncio.to_thread(
            hall.ask,
            data,
            "from lokmin.cycle.meetings.models import Participant\n"
            "p = Participant.objects.first(); p.state = 'keluar'; p.save(); print(json.dumps(1))",
        )
        phones[1].kunci = "0" * 32
        phones[2].cookie = phones[2].cookie[:-3] + "AAA"
        return ballot, [(await p.post(votes.vote_path(filled, ballot), **votes.PAPER))[0] for p in phones]

    ballot, statuses = asyncio.run(play())
    assert statuses == [403, 403, 403]
    assert hall.ask(data, votes.answer_of(ballot)) == 0
