"""A letter of the Dinkes: begun from its verification, noted once, put right where it was mistyped."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lokmin.cycle.assessment.feedback import operations
from lokmin.cycle.assessment.models import Feedback, FeedbackPoint
from lokmin.cycle.assessment.pkp import operations as op

STRUCTURE = "1.2.1"
GIVEN = {"about": "pkp", "year": "2025", "date": "2026-03-02", "number": "440/1", "sender": "Dinas Kesehatan"}


@pytest.fixture(autouse=True)
def _may(settings):
    settings.LOKMIN_TODAY = "2026-05-04T09:00"


@pytest.fixture
def pkp(cast):
    by = cast.people["yusuf"]
    found = op.begin(puskesmas=cast.puskesmas, by=by, year=2025, bundle="jatim")
    op.save_rows(pkp=found, by=by, changes={STRUCTURE: {"level": 10}})
    op.send(pkp=found, by=cast.people["anindya"], reason="Uji")
    given = {STRUCTURE: (None, 0, "SK tidak dilampirkan"), "1.2.3": (None, None, "Lengkapi tahun depan")}
    op.verify(pkp=found, by=cast.people["dinkes"], given=given, done=True)
    return found


def go(cast, route, **kwargs):
    return reverse(f"assessment:{route}", kwargs={"pkm": cast.puskesmas.code, **kwargs})


def letter(cast, *points):
    return operations.write(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], about="pkp", year=2025, date=dt.date(2026, 3, 2),
        number="440/1", points=[(text, "") for text in points],
    )  # fmt: skip


def test_a_letter_begins_with_what_the_verification_noted_and_each_point_knows_its_row(cast, pkp, enter):
    client = enter("dinkes")
    page = client.get(go(cast, "feedback_new") + "?pkp=2025").content.decode()
    first, second = "1.2.1 Struktur organisasi: SK tidak dilampirkan", "1.2.3 Evaluasi kinerja tenaga"
    assert first in page
    assert second in page
    client.post(go(cast, "feedback_new"), {**GIVEN, "points": f"{first}\n2. Kirim tepat waktu"})
    assert list(FeedbackPoint.objects.values_list("code", "text")) == [
        (STRUCTURE, first), ("", "Kirim tepat waktu"),
    ]  # fmt: skip
    shown = client.get(go(cast, "feedback_letter", pk=Feedback.objects.get().pk)).content.decode()
    assert go(cast, "pkp_row", year=2025, code=STRUCTURE) in shown


def test_the_same_letter_sent_twice_is_noted_once(cast, pkp, enter):
    client = enter("yusuf")
    client.post(go(cast, "feedback_new"), {**GIVEN, "points": "Lengkapi bukti"})
    again = client.post(go(cast, "feedback_new"), {**GIVEN, "points": "Lengkapi bukti"})
    assert again.status_code == 422
    assert "sudah dicatat" in again.content.decode()
    address = go(cast, "feedback_add", pk=Feedback.objects.get().pk)
    for _ in range(2):
        client.post(address, {"points": "Lengkapi bukti\nKirim tepat waktu"})
    assert FeedbackPoint.objects.count() == 2


def test_what_was_mistyped_is_put_right(cast, pkp, enter):
    found, client = letter(cast, "Lengkapi buktii", "Salah catat"), enter("yusuf")
    client.post(go(cast, "feedback_correct", pk=found.pk), {"number": "440/7", "date": "2026-03-09", "sender": "Dinas"})
    found.refresh_from_db()
    assert (found.number, found.date) == ("440/7", dt.date(2026, 3, 9))
    tomorrow = client.post(go(cast, "feedback_correct", pk=found.pk), {"number": "1", "date": "2026-05-05"})
    assert tomorrow.status_code == 422
    first, second = found.points.all()
    client.post(go(cast, "feedback_reword", pk=found.pk, point=first.pk), {"text": "Lengkapi bukti"})
    client.post(go(cast, "feedback_reword", pk=found.pk, point=second.pk), {"text": " "})
    assert list(found.points.values_list("text", flat=True)) == ["Lengkapi bukti"]


def test_a_point_that_was_taken_up_is_not_taken_away(cast, pkp):
    point = letter(cast, "Lengkapi bukti").points.get()
    operations.answer(point=point, by=cast.people["yusuf"], state="selesai", response="Dikirim 4 Mei")
    with pytest.raises(ValidationError, match="tidak dapat dihapus"):
        operations.reword(point=point, by=cast.people["yusuf"], text="")


@pytest.mark.parametrize("odd", ["   ", "x" * 10_000, "\u202e<script>😀", "=cmd()", "9" * 400])
def test_odd_words_break_nothing(cast, pkp, enter, odd):
    client, found = enter("yusuf"), letter(cast, "Lengkapi bukti")
    point = found.points.get()
    sends = [
        ("feedback_new", {}, dict.fromkeys((*GIVEN, "text", "points"), odd)),
        ("feedback_correct", {"pk": found.pk}, dict.fromkeys(("number", "date", "sender", "text"), odd)),
        ("feedback_add", {"pk": found.pk}, {"points": odd}),
        ("feedback_point", {"pk": found.pk, "point": point.pk}, {"apa": "rtl", "activity": odd, "due": odd}),
        ("feedback_point", {"pk": found.pk, "point": point.pk}, {"apa": odd, "state": odd, "response": odd}),
        ("feedback_reword", {"pk": found.pk, "point": point.pk}, {"text": odd}),
    ]
    for route, where, given in sends:
        assert client.post(go(cast, route, **where), given).status_code in (302, 404, 422), (route, odd)
    assert client.get(go(cast, "feedback_letter", pk=found.pk)).status_code == 200
    assert client.get(go(cast, "feedback_paper", pk=found.pk, ending="docx")).status_code == 200


def test_a_number_of_the_neighbour_or_of_nobody_is_not_found(cast, pkp, enter):
    client, found = enter("yusuf"), letter(cast, "Lengkapi bukti")
    for pk, point in ((found.pk, 99_999), (99_999, 1)):
        for route in ("feedback_point", "feedback_reword"):
            assert client.post(go(cast, route, pk=pk, point=point), {"text": "a"}).status_code == 404
