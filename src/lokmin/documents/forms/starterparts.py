"""Pieces of the starter templates: letterhead, signer and loops as the placeholders of ``context``."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.documents.model import Block, Column, Facts, Letterhead, Paragraph, Row, Signature, Table

HEAD = Letterhead("{{ kop.pemerintah }}", "{{ kop.dinas }}", "{{ kop.unit }}", ("{{ kop.alamat }}",))
FACTS = Facts((
    ("Hari, tanggal", "{{ hari_tanggal }}"), ("Waktu", "{{ waktu }}"), ("Tempat", "{{ tempat }}"),
))  # fmt: skip


def signer(who: str, *above: str) -> Signature:
    return Signature(
        (*above, f"{{{{ {who}.jabatan }}}}"),
        f"{{{{ {who}.nama }}}}",
        (f"{{{{ {who}.pangkat }}}}", f"NIP {{{{ {who}.nip }}}}"),
    )


def listed(name: str, mark: str = "– ") -> tuple[Block, ...]:
    """A paragraph per text of a list; the lines with ``{%p`` vanish when the template is filled."""
    return (
        Paragraph(f"{{%p for teks in {name} %}}"),
        Paragraph(f"{mark}{{{{ teks }}}}"),
        Paragraph("{%p endfor %}"),
    )


def looped(columns: Sequence[Column], name: str, fields: Sequence[str], size: float = 9) -> Table:
    """A table with a row per record; the rows with ``{%tr`` vanish when the template is filled."""
    blank = [""] * (len(columns) - 1)
    rows = (
        Row((f"{{%tr for baris in {name} %}}", *blank)),
        Row(tuple(f"{{{{ baris.{field} }}}}" if field else "" for field in fields)),
        Row(("{%tr endfor %}", *blank)),
    )
    return Table(tuple(columns), rows, size=size)
