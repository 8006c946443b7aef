"""Adding people, giving and ending roles, one-time passwords."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Membership, Person, Place, Puskesmas
from lokmin.cycle.centre.queries import membership_in_words
from lokmin.cycle.centre.roles import Role, in_force, may

#: The roles an office gives by itself. Dinkes and admin are given by an admin of the installation.
OFFICE_ROLES = (Role.KEPALA, Role.KTU, Role.PJ, Role.STAF, Role.BIDAN, Role.TAMU)
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,29}")


def _words(membership: Membership) -> str:
    """The role in Indonesian, whatever the language of the page: the trail is written in one language."""
    with translation.override("id"):
        return membership_in_words(membership)


def one_time_password() -> str:
    """Easy to read aloud and type, 45 bits: ``lutaka-nibosu-47``."""
    syllables = ["".join(secrets.choice(letters) for letters in ("bdghjklmnprstwyvz", "aeiou")) for _ in range(6)]
    return f"{''.join(syllables[:3])}-{''.join(syllables[3:])}-{secrets.randbelow(90) + 10}"


def may_manage(by: Person, person: Person) -> bool:
    """Whether somebody may change another's account: only where they lead every office the other belongs to."""
    if Role.ADMIN in {Role(m.role) for m in by.memberships.all() if in_force(m, clock.today())}:
        return True
    if person.is_superuser:
        return False
    held = [m for m in person.memberships.select_related("puskesmas__place") if in_force(m, clock.today())]
    return all(m.puskesmas is not None and may(by, "atur_orang", m.puskesmas) for m in held)


def _guard(by: Person, person: Person) -> None:
    if not may_manage(by, person):
        raise ValidationError(
            _("%(name)s juga punya peran di luar Puskesmas ini. Akunnya diatur oleh admin Lokmin.")
            % {"name": person.full_name}
        )


@transaction.atomic
def add_person(
    *,
    puskesmas: Puskesmas,
    by: Person,
    username: str,
    full_name: str,
    role: Role,
    nip: str = "",
    rank: str = "",
    job: str = "",
    phone: str = "",
    klaster: int | None = None,
    programme: str = "",
    villages: Collection[Place] = (),
) -> tuple[Person, str]:
    """Somebody new with a first role. Returns the person and the one-time password, which is shown once.

    Raises:
        ValidationError: for a user name that is taken or cannot be typed.
    """
    username = username.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise ValidationError(
            {"username": _("Pakai 3 sampai 30 huruf kecil, angka, titik atau garis, misalnya “sri.lestari”.")}
        )
    if Person.objects.filter(username=username).exists():
        taken = _("Nama pengguna “%(name)s” sudah dipakai. Tambahkan angka atau nama lain.") % {"name": username}
        raise ValidationError({"username": taken})
    password = one_time_password()
    person = Person(
        username=username, full_name=full_name.strip(), nip=nip, rank=rank.strip(), job=job.strip(), phone=phone.strip()
    )
    person.must_change_password = True
    person.set_password(password)
    person.save()
    audit.record(
        puskesmas=puskesmas, by=by, action="tambah_orang", about=person,
        sentence=f"{by} menambahkan {person.full_name}.",
    )  # fmt: skip
    grant_role(
        puskesmas=puskesmas, by=by, person=person, role=role, klaster=klaster, programme=programme, villages=villages
    )
    return person, password


@transaction.atomic
def change_person(
    *, puskesmas: Puskesmas, by: Person, person: Person, full_name: str, nip: str, rank: str, job: str, phone: str
) -> list[str]:
    """Correct what is known about somebody. Returns the names of what changed; nothing changed writes nothing."""
    _guard(by, person)
    new = {"full_name": full_name, "nip": nip, "rank": rank, "job": job, "phone": phone}
    words = {"full_name": "nama", "nip": "NIP", "rank": "pangkat", "job": "jabatan", "phone": "nomor HP"}
    changed = [name for name, value in new.items() if getattr(person, name) != value.strip()]
    if not changed:
        return []
    before = person.full_name
    for name in changed:
        setattr(person, name, new[name].strip())
    person.save(update_fields=changed)
    what = ", ".join(words[name] for name in changed)
    audit.record(
        puskesmas=puskesmas, by=by, action="ubah_orang", about=person, sentence=f"{by} mengubah {what} dari {before}."
    )
    return changed


@transaction.atomic
def grant_role(
    *,
    puskesmas: Puskesmas,
    by: Person,
    person: Person,
    role: Role,
    klaster: int | None = None,
    programme: str = "",
    villages: Collection[Place] = (),
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Membership:
    """Give somebody a role here.

    Raises:
        ValidationError: for a role that only an admin gives, a bidan desa without villages, a village of another
            office, dates the wrong way round, or a role already held in the same way.
    """
    if role not in OFFICE_ROLES:
        raise ValidationError({"role": _("Peran ini diberikan oleh admin Lokmin, bukan dari Puskesmas.")})
    if role == Role.BIDAN and not villages:
        raise ValidationError({"villages": _("Pilih sedikitnya satu desa binaan untuk bidan desa.")})
    if any(v.served_by_id != puskesmas.place_id for v in villages):
        raise ValidationError({"villages": _("Ada desa yang tidak termasuk wilayah kerja Puskesmas ini.")})
    if since and until and until < since:
        raise ValidationError({"until": _("Tanggal akhir lebih awal dari tanggal mulai.")})
    for held in person.memberships.filter(puskesmas=puskesmas, role=role, klaster=klaster, programme=programme):
        if in_force(held, clock.today()) and set(held.villages.all()) == set(villages):
            raise ValidationError({"role": _("%(name)s sudah punya peran ini.") % {"name": person.full_name}})
    membership = Membership.objects.create(
        person=person, role=role, puskesmas=puskesmas, klaster=klaster, programme=programme,
        since=since or clock.today(), until=until,
    )  # fmt: skip
    membership.villages.set(villages)
    where = f" untuk desa {', '.join(v.name for v in villages)}" if villages else ""
    audit.record(
        puskesmas=puskesmas, by=by, action="beri_peran", about=person,
        sentence=f"{by} memberi {person.full_name} peran {_words(membership)}{where}.",
    )  # fmt: skip
    return membership


@transaction.atomic
def end_role(*, puskesmas: Puskesmas, by: Person, membership: Membership, day: dt.date | None = None) -> None:
    """End a role; ``day`` is its last day (yesterday when not given, so that it ends now). The history stays.

    Raises:
        ValidationError: for somebody's own last leading role, so that no office locks itself out.
    """
    if membership.puskesmas_id != puskesmas.pk:
        raise ValidationError(_("Peran ini bukan milik Puskesmas ini."))
    last = day or clock.today() - dt.timedelta(days=1)
    if membership.person_id == by.pk and Role(membership.role) in (Role.KEPALA, Role.KTU):
        raise ValidationError(_("Peran Anda sendiri hanya dapat diakhiri oleh kepala atau KTU yang lain."))
    membership.until = last
    if membership.since and membership.since > last:
        membership.since = last
    membership.save(update_fields=["until", "since"])
    words = _words(membership)
    audit.record(
        puskesmas=puskesmas, by=by, action="akhiri_peran", about=membership.person,
        sentence=f"{by} mengakhiri peran {words} dari {membership.person.full_name}, terakhir {short_date(last)}.",
    )  # fmt: skip


@transaction.atomic
def reset_password(*, puskesmas: Puskesmas, by: Person, person: Person) -> str:
    """A one-time password, shown once; signs the person out everywhere (the session hash changes)."""
    _guard(by, person)
    password = one_time_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    audit.record(
        puskesmas=puskesmas, by=by, action="sandi_sekali_pakai", about=person,
        sentence=f"{by} membuat kata sandi sekali pakai untuk {person.full_name}.",
    )  # fmt: skip
    return password


@transaction.atomic
def set_active(*, puskesmas: Puskesmas, by: Person, person: Person, active: bool) -> None:
    """Open or close an account; what the person did stays."""
    _guard(by, person)
    if person.pk == by.pk:
        raise ValidationError(_("Anda tidak dapat menonaktifkan akun sendiri."))
    if person.is_active == active:
        return
    person.is_active = active
    person.save(update_fields=["is_active"])
    verb = "mengaktifkan lagi" if active else "menonaktifkan"
    audit.record(
        puskesmas=puskesmas, by=by, action="aktif" if active else "nonaktif", about=person,
        sentence=f"{by} {verb} akun {person.full_name}.",
    )  # fmt: skip
