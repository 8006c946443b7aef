"""Keys of the room: the cookie of a phone, the proof that a form is ours, the ticket to listen, the PIN.

None of them expires by the clock (a laptop's clock is wrong after sleep or a dead battery): a phone is in as long as
its row says so and its meeting runs.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from lokmin.cycle.centre.models import Person

COOKIE = "lokmin_tangan"
NEWS = "lokmin_kabar"
_AGE = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Phone:
    """What the cookie of a phone says, its signature checked; whether it is still in is in the table."""

    meeting: int
    participant: int
    key: str
    #: Known to the phone alone: marks its paper in a secret urn. Never written beside the person.
    papers: str


def fresh() -> str:
    """A new unguessable key."""
    return secrets.token_urlsafe(24)


def digest(key: str) -> str:
    """What the table keeps of a key."""
    return salted_hmac("lokmin.telepon", key, algorithm="sha256").hexdigest()


def give(response: HttpResponseBase, phone: Phone, *, secure: bool) -> None:
    """Put the cookie on an answer."""
    value = signing.dumps([phone.meeting, phone.participant, phone.key, phone.papers], salt=COOKIE)
    response.set_cookie(COOKIE, value, max_age=_AGE, httponly=True, samesite="Lax", secure=secure)


def phone(request: HttpRequest, meeting: int) -> Phone | None:
    """The phone that asks, when its cookie is ours and of this meeting."""
    try:
        found = Phone(*signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return found if found.meeting == meeting else None


def form_key(phone: Phone) -> str:
    """The hidden field ``kunci`` of every form a phone posts to the live routes."""
    return salted_hmac("lokmin.kunci", phone.key, algorithm="sha256").hexdigest()[:32]


def is_ours(phone: Phone, given: str) -> bool:
    return constant_time_compare(form_key(phone), given)


def ticket(meeting: int, face: str) -> str:
    """Lets a page listen to a meeting as a face (``ruang``, ``meja``, ``kursi``, ``tangan``)."""
    return signing.dumps([meeting, face], salt="lokmin.dengar")


def admitted(ticket: str, meeting: int) -> str | None:
    """The face a ticket is for; None when it is not ours or of another meeting."""
    try:
        of, face = signing.loads(ticket, salt="lokmin.dengar")
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return str(face) if of == meeting else None


def paper_key(phone: Phone, ballot: int) -> str:
    """Marks the paper of a phone in the urn of one ballot."""
    return salted_hmac(f"lokmin.suara.{ballot}", phone.papers, algorithm="sha256").hexdigest()[:24]


def pin_digest(person: Person, pin: str) -> str:
    """What is kept of a PIN: keyed with the installation's secret, so that the table alone tells nothing.

    Four digits cannot be protected by a slow hash; a slow hash would only make two hundred people wait at the door.
    """
    return salted_hmac("lokmin.pin", f"{person.pk}:{pin}", algorithm="sha256").hexdigest()


def tell_next(response: HttpResponseBase, sentence: str, kind: str = "good") -> None:
    """A sentence shown on the phone's next page; phones have no session."""
    response.set_cookie(NEWS, signing.dumps([kind, sentence], salt=NEWS), max_age=120, httponly=True, samesite="Lax")


def news(request: HttpRequest) -> tuple[str, str] | None:
    """The sentence left for this page: its kind (``good``, ``ask``, ``bad``) and its words."""
    try:
        kind, sentence = signing.loads(request.COOKIES.get(NEWS, ""), salt=NEWS)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return str(kind), str(sentence)
