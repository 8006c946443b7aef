"""The office's own .docx templates: a starter to download, and filling one, with errors that name the placeholder."""

from __future__ import annotations

import datetime as dt
import difflib
import io
import re
import zipfile
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from lokmin.documents.forms.context import PLACEHOLDERS
from lokmin.documents.forms.roomcontext import Ink
from lokmin.documents.forms.starters import STARTERS
from lokmin.documents.render.archive import fixed_zip
from lokmin.documents.render.pdf import pngs
from lokmin.documents.render.word import word
from lokmin.documents.render.wordxml import INK

#: A template is a letter, not an archive.
MAX_UNPACKED = 30_000_000
_EPOCH = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


class BadTemplateError(ValueError):
    """A template that cannot be filled; the message is a sentence for the office."""


def default_template(form: str) -> bytes:
    """The starter of one form (a key of ``STARTERS``) as .docx bytes.

    Raises:
        BadTemplateError: for a form that has no template.
    """
    if form not in STARTERS:
        raise BadTemplateError(f"Tidak ada templat untuk “{form}”. Yang ada: {', '.join(STARTERS)}.")
    return word(STARTERS[form](), _EPOCH)


def fill_template(template: bytes, context: dict[str, Any]) -> bytes:
    """The template with every placeholder filled, as .docx bytes.

    Templates are run in Jinja's sandbox: they can read the context and nothing else.

    Raises:
        BadTemplateError: not a .docx, unknown placeholder, broken loop; the sentence names what and where.
    """
    _check_size(template)
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document = DocxTemplate(io.BytesIO(template))
        unknown = sorted(document.get_undeclared_template_variables(environment, context))
        if unknown:
            raise BadTemplateError(_unknown(unknown, context))
        document.render(_drawn(context, document), environment, autoescape=True)
        out = io.BytesIO()
        document.save(out)
    except TemplateSyntaxError as error:
        raise BadTemplateError(
            "Penanda di templat tidak lengkap atau salah tulis. Setiap “{% for %}” perlu “{% endfor %}”, setiap “{{” "
            f"perlu “}}}}”. Pemeriksa mengatakan: {error.message}"
        ) from error
    except UndefinedError as error:
        raise BadTemplateError(_unknown_field(str(error.message))) from error
    except SecurityError as error:
        raise BadTemplateError(
            "Templat hanya boleh memakai penanda yang ada di daftar, bukan perintah lain."
        ) from error
    except TemplateError as error:
        raise BadTemplateError(f"Templat tidak dapat diisi: {error}") from error
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        if isinstance(error, BadTemplateError):
            raise
        raise BadTemplateError("Berkas templat tidak dapat dibuka sebagai dokumen Word (.docx).") from error
    return fixed_zip(out.getvalue())


def _drawn(context: dict[str, Any], document: DocxTemplate) -> dict[str, Any]:
    """The context with every drawn signature as a picture of this file; all are drawn at once."""
    found = [
        value.svg
        for rows in context.values()
        if isinstance(rows, list)
        for row in rows
        if isinstance(row, dict)
        for value in row.values()
        if isinstance(value, Ink)
    ]
    if not found:
        return context
    art = list(dict.fromkeys(found))
    pictures = dict(zip(art, pngs(art), strict=True))

    def shown(value: Any) -> Any:
        if isinstance(value, Ink):
            return InlineImage(document, io.BytesIO(pictures[value.svg]), height=Mm(INK))
        if isinstance(value, list):
            return [shown(one) for one in value]
        return {key: shown(one) for key, one in value.items()} if isinstance(value, dict) else value

    return {key: shown(value) for key, value in context.items()}


def _check_size(template: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            size = sum(info.file_size for info in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise BadTemplateError("Templat harus dokumen Word .docx. Simpan ulang dari Word sebagai .docx.") from error
    if size > MAX_UNPACKED:
        raise BadTemplateError("Templat terlalu besar. Kecilkan gambar di dalamnya sampai di bawah 30 MB.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadTemplateError("Templat berisi makro. Simpan sebagai .docx tanpa makro.")


def _unknown(names: list[str], context: dict[str, Any]) -> str:
    parts = []
    for name in names:
        near = difflib.get_close_matches(name, context, n=1)
        parts.append(f"{{{{ {name} }}}}" + (f" (mungkin {{{{ {near[0]} }}}})" if near else ""))
    known = ", ".join(dict.fromkeys(key.split(".")[0] for key in PLACEHOLDERS))
    return f"Templat memakai penanda yang tidak dikenal: {', '.join(parts)}. Penanda yang ada: {known}."


def _unknown_field(message: str) -> str:
    """Jinja says ``'dict object' has no attribute 'nam'``; the office is told the field and where fields are listed."""
    found = re.search(r"attribute '(\w+)'", message)
    field = f"“.{found[1]}”" if found else "di dalam daftar"
    lists = "; ".join(f"{name}: {words}" for name, words in PLACEHOLDERS.items() if " ." in words)
    return f"Isian {field} tidak ada. Isian yang ada: {lists}."
