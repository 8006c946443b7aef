"""Siaran pers: a first text from the minutes, to be read and completed by a person before it goes out (domain S0-29).

Title, lead (who, when, where, focus), what was found and decided, a place for a quotation, the plans, the boilerplate.
"""

from __future__ import annotations

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.discretion import public, public_problem
from lokmin.documents.forms.parts import foot, indicator_name
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.roomrecords import PressText
from lokmin.documents.forms.words import day_range, joined
from lokmin.documents.model import Block, Document, Heading, Paragraph, Small, Title

#: What a person still has to write, in brackets so that it cannot go out unseen.
QUOTE = "[Kutipan langsung: tulis satu atau dua kalimat yang benar-benar diucapkan, lalu minta persetujuannya]"
_FOCUS, _PLANS = 3, 5


def press_text(pack: PackInput) -> PressText:
    """The text somebody edited, or the draft."""
    return pack.room.press or press_draft(pack)


def press_draft(pack: PackInput) -> PressText:
    """The draft. It names the head as an office, nobody else, and hides counts that could point at somebody."""
    paragraphs = [_lead(pack), _found(pack), _agreed(pack), *_plans(pack), _quote(pack), _about(pack)]
    return PressText(_title(pack), "\n\n".join(text for text in paragraphs if text))


def _title(pack: PackInput) -> str:
    focus = _focus(pack)
    what = f"Sepakati {len(pack.meeting.rtl)} Tindak Lanjut" if pack.meeting.rtl else "Evaluasi Capaian Kesehatan"
    return f"{pack.puskesmas} {what}" + (f", Dahulukan {focus[0]}" if focus else "")


def _focus(pack: PackInput) -> list[str]:
    """The pinned topics, then the indicators of the first problems, each once."""
    names = [focus.title for focus in pack.meeting.focuses]
    names += [indicator_name(pack, problem.indicator) for problem in pack.problems]
    return list(dict.fromkeys(names))[:_FOCUS]


def _lead(pack: PackInput) -> str:
    meeting = pack.meeting
    counted = meeting.attendance
    came = f" yang diikuti {counted.present} orang" if counted and counted.present else ""
    focus = _focus(pack)
    about = f" Pertemuan berfokus pada {joined(focus)}." if focus else ""
    sectors = list(dict.fromkeys(p.sector for p in pack.room.promises if p.sector))
    across = f" Hadir mendukung: {joined(sectors)}." if sectors else ""
    return (
        f"{meeting.town.upper()}, {short_date(meeting.date)} – {pack.puskesmas} menyelenggarakan {meeting.title} pada "
        f"{long_date(meeting.date)} di {meeting.place}{came}. Pertemuan dipimpin {_office(pack)} dan membahas "
        f"{meeting.achieved}.{about}{across}"
    )


def _office(pack: PackInput) -> str:
    return pack.meeting.head.jabatan or "Kepala Puskesmas"


def _found(pack: PackInput) -> str:
    if not pack.problems:
        return ""
    said = [
        f"{indicator_name(pack, p.indicator)}{f' di {p.place}' if p.place else ''} ({public_problem(pack, p)})"
        for p in pack.problems[:_FOCUS]
    ]
    return f"Yang masih perlu dikejar: {joined(said)}."


def _agreed(pack: PackInput) -> str:
    meeting = pack.meeting
    decided = [*meeting.decisions, *(note.decision for note in meeting.notes if note.decision)]
    texts = [public(pack, text).rstrip(".") for text in decided if text][:_FOCUS]
    return f"Pertemuan menyepakati: {'; '.join(texts)}." if texts else ""


def _plans(pack: PackInput) -> list[str]:
    rows = pack.meeting.rtl
    if not rows:
        return []
    lines = ["Rencana tindak lanjut:"]
    for row in rows[:_PLANS]:
        when = day_range(row.start, row.due)
        words = public(pack, ", ".join(filter(None, (row.action or row.problem, row.place))))
        lines.append(f"- {words} ({when})" if when != "–" else f"- {words}")
    if len(rows) > _PLANS:
        lines.append(f"- dan {len(rows) - _PLANS} rencana lain")
    return ["\n".join(lines)]


def _quote(pack: PackInput) -> str:
    return f"“{QUOTE},” kata {_office(pack)}, {pack.meeting.head.name}."


def _about(pack: PackInput) -> str:
    contact = pack.room.press_contact or "[jabatan dan nomor kantor yang dapat dihubungi media]"
    service = pack.letterhead.service.title()
    whose = f" di bawah {service} {pack.letterhead.government.removeprefix('PEMERINTAH ').title()}" if service else ""
    return (
        f"Tentang {pack.puskesmas}. {pack.puskesmas} adalah fasilitas kesehatan tingkat pertama{whose} yang "
        "menyelenggarakan upaya kesehatan masyarakat dan upaya kesehatan perseorangan dengan mengutamakan promosi dan "
        f"pencegahan. Lokakarya mini menilai hasil kerja dan menyepakati rencana berikutnya. Kontak: {contact}."
    )


def unfinished(text: str) -> tuple[str, ...]:
    """The places in brackets a person has not filled in yet."""
    found, rest = [], text
    while "[" in rest and "]" in rest.split("[", 1)[1]:
        inner, rest = rest.split("[", 1)[1].split("]", 1)
        found.append(inner)
    return tuple(found)


def siaran_pers(pack: PackInput) -> Document:
    """The press text on the office's letterhead; says DRAF as long as something is to be filled in."""
    text = press_text(pack)
    waiting = unfinished(f"{text.title}\n{text.body}")
    blocks: list[Block] = [
        Title("SIARAN PERS", "DRAF, belum untuk dikirim" if waiting else ""),
        Heading(text.title, level=1),
    ]
    blocks += [Paragraph(paragraph.strip()) for paragraph in text.body.split("\n\n") if paragraph.strip()]
    state = f"Naskah {text.version}" if text.version else "Naskah awal, dibuat dari notulen"
    small = [f"{state}. Dibaca dan disetujui Kepala Puskesmas sebelum dikirim."]
    if waiting:
        small.insert(0, f"DRAF: {len(waiting)} bagian dalam kurung siku belum diisi.")
    blocks.append(Small(tuple(small)))
    return Document(
        code="siaran-pers",
        title=f"Siaran Pers, {short_date(pack.meeting.date)}",
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, "Siaran Pers"),
        base=11,
    )
