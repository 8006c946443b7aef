"""Word: a ``Document`` as .docx with real styles, repeating table heads and footnotes."""

from __future__ import annotations

import datetime as dt
import functools
import io
from itertools import count
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm

from lokmin.documents.model import (
    Block,
    Document,
    Facts,
    Figure,
    Gallery,
    Heading,
    Items,
    Letterhead,
    PageBreak,
    Paragraph,
    Quote,
    Signatures,
    Small,
    Space,
    Table,
    Title,
    runs,
)  # fmt: skip
from lokmin.documents.render.archive import fixed_zip
from lokmin.documents.render.pdf import png, pngs
from lokmin.documents.render.plain import clean
from lokmin.documents.render.wordparts import FOOTNOTES_TYPE, footnotes_part, numbering_xml, styles
from lokmin.documents.render.wordxml import (
    INK_LARGE,
    NAMESPACES,
    SHAPES,
    SPACER,
    W,
    cell_xml,
    paragraph_xml,
    plain_table_xml,
    run_xml,
    signatures_xml,
    table_xml,
    text_xml,
    twips,
)  # fmt: skip

#: Core properties hold 255 characters.
_LONGEST_PROPERTY = 255
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


_COMPAT = (
    f'<w:compat xmlns:w="{W}"><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


@functools.cache
def _blank(base: float) -> bytes:
    """python-docx's own empty file with the styles of Lokmin in place of its 160 others, made once."""
    document = docx.Document()
    sheet = document.styles.element
    for style in list(sheet.findall(f"{{{W}}}style")):
        sheet.remove(style)
    latent = sheet.find(f"{{{W}}}latentStyles")
    if latent is not None:
        sheet.remove(latent)
    for xml in styles(base):
        sheet.append(parse_xml(xml))
    # Without this Word opens the file in compatibility mode and shifts tables by their cell margin.
    settings = document.settings.element
    settings.replace(settings.find(f"{{{W}}}compat"), parse_xml(_COMPAT))
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    _slim(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _slim(document: Any) -> None:
    """Leave out what python-docx's empty file carries along: a thumbnail, styles for Word 2007, a bibliography."""
    useless = ("/thumbnail", "/stylesWithEffects", "/customXml")
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(useless):
                del owner.rels[key]


def word(document: Document, made_at: dt.datetime) -> bytes:
    """The paper as .docx bytes, equal for equal input."""
    return _Writer(document, made_at).save()


class _Writer:
    """Collects body, footnotes, pictures and lists of one paper."""

    def __init__(self, document: Document, made_at: dt.datetime) -> None:
        self.paper = document
        self.made_at = made_at
        self.file = docx.Document(io.BytesIO(_blank(document.base)))
        self.notes: list[str] = []
        self.lists: list[tuple[str, str]] = []
        self.pictures = count(1)
        self.drawn: dict[str, bytes] = {}

    def note(self, text: str) -> int:
        """Register a footnote and return its number."""
        self.notes.append(text)
        return len(self.notes)

    def ink(self, svg: str, height: float) -> str:
        """A drawn signature in the line; all of a paper are drawn at once, because starting the drawer costs most."""
        if svg not in self.drawn:
            wanted = [art for art in _inks(self.paper) if art not in self.drawn]
            self.drawn |= dict(zip(wanted, pngs(wanted, height_mm=INK_LARGE), strict=True))
        return self.picture(self.drawn[svg], 0, "tanda tangan", height=height)

    def save(self) -> bytes:
        paper = self.paper
        parts = [self.letterhead(paper.letterhead)] if paper.letterhead else []
        parts += [self.block(block) for block in paper.blocks]
        body = self.file.element.body
        section = self.file.sections[0]
        tree = parse_xml(f"<w:body {NAMESPACES}>{''.join(parts)}</w:body>")
        for child in list(body)[:-1]:
            body.remove(child)
        for position, child in enumerate(list(tree)):
            body.insert(position, child)
        self.page(section)
        self.finish()
        out = io.BytesIO()
        self.file.save(out)
        return fixed_zip(out.getvalue())

    def page(self, section: Any) -> None:
        """Paper, margins and the footer with the page number."""
        paper = self.paper
        width, height = paper.page_size
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.orientation = 1 if paper.landscape else 0
        margins = paper.margins
        section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
        section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
        section.header_distance = section.footer_distance = Mm(9)
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(paper.text_width)}"/></w:tabs>'
        footer = (
            f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="Kecil"/>{tab}</w:pPr>{run_xml(paper.footer)}<w:r><w:tab/></w:r>'
            f"{run_xml('Halaman ')}{_FIELD.format(name='PAGE')}"
            f"{run_xml(' dari ')}{_FIELD.format(name='NUMPAGES')}</w:p>"
        )
        element = section.footer._element  # noqa: SLF001 - the footer is replaced whole
        for child in list(element):
            element.remove(child)
        element.append(parse_xml(footer))

    def finish(self) -> None:
        """Properties, lists and footnotes."""
        props = self.file.core_properties
        when = self.made_at.replace(tzinfo=None, microsecond=0)
        author = clean(self.paper.author)[:_LONGEST_PROPERTY] or "Lokmin"
        props.title, props.author, props.last_modified_by = (
            clean(self.paper.title)[:_LONGEST_PROPERTY],
            author,
            "Lokmin",
        )
        props.created = props.modified = when
        props.language, props.comments, props.revision = "id-ID", "", 1
        numbering = self.file.part.numbering_part.element
        for abstract, _ in self.lists:
            numbering.append(parse_xml(abstract))
        for _, instance in self.lists:
            numbering.append(parse_xml(instance))
        if self.notes:
            package = self.file.part.package
            part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, footnotes_part(self.notes), package)
            self.file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def letterhead(self, head: Letterhead) -> str:
        """Kop surat with its thick and thin rule."""
        width = self.paper.text_width
        crests = [self.crest(c) for c in (head.crest_left, head.crest_right)]
        lines = paragraph_xml(run_xml(head.government, size=11), style="Kop")
        lines += paragraph_xml(run_xml(head.service, size=11), style="Kop")
        lines += paragraph_xml(run_xml(head.unit, bold=True, size=14), style="Kop")
        lines += "".join(paragraph_xml(run_xml(line, size=8.5), style="Kop") for line in head.lines)
        side = 22.0
        table = plain_table_xml([[crests[0], lines, crests[1]]], [side, width - 2 * side, side])
        rule = (
            '<w:p><w:pPr><w:pBdr><w:top w:val="thickThinSmallGap" w:sz="24" w:space="1" w:color="12171A"/></w:pBdr>'
            '<w:spacing w:before="60" w:after="80" w:line="200" w:lineRule="exact"/></w:pPr></w:p>'
        )
        return SPACER + table + rule

    def crest(self, art: str | bytes) -> str:
        if not art:
            return paragraph_xml("", style="Kop")
        image = png(art, width_mm=20) if isinstance(art, str) else art
        return paragraph_xml(self.picture(image, 18, "Lambang"), style="Kop")

    def picture(self, image: bytes, width: float, alt: str, height: float = 0) -> str:
        """An inline picture so many millimetres wide, or high."""
        _, found = self.file.part.get_or_add_image(io.BytesIO(image))
        wide = round(Mm(height) * found.px_width / found.px_height) if height else Mm(width)
        high = Mm(height) if height else round(wide * found.px_height / found.px_width)
        number = next(self.pictures)
        inline = self.file.part.new_pic_inline(io.BytesIO(image), wide, high)
        for side in ("distT", "distB", "distL", "distR"):  # LibreOffice leaves 3 mm where nothing is said
            inline.set(side, "0")
        properties = inline.docPr
        properties.set("id", str(number))
        properties.set("descr", clean(alt))
        return f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"

    def figure(self, figure: Figure, width: float) -> str:
        image = figure.image or png(figure.svg, width_mm=width)
        body = paragraph_xml(self.picture(image, width, figure.alt), keep=bool(figure.caption), after=2)
        return body + (paragraph_xml(run_xml(figure.caption), style="Kecil") if figure.caption else "")

    def items(self, block: Items) -> str:
        ident = len(self.lists) + 1
        self.lists.append(numbering_xml(ident, ordered=block.ordered, indent_twips=twips(block.indent)))
        mark = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{ident}"/></w:numPr>'
        return "".join(paragraph_xml(text_xml(item, self), numbering=mark, after=2) for item in block.items)

    def facts(self, block: Facts) -> str:
        width = self.paper.text_width - block.indent
        rows = [
            [
                paragraph_xml(run_xml(label), after=2, indent=block.indent),
                paragraph_xml(run_xml(":"), after=2),
                paragraph_xml(text_xml(value, self), after=2),
            ]
            for label, value in block.rows
        ]
        label = block.label_width + block.indent
        return plain_table_xml(rows, [label, 3, width - block.label_width - 3]) + SPACER

    def block(self, block: Block) -> str:
        match block:
            case Title():
                under = paragraph_xml(run_xml(block.under), align="center", after=8) if block.under else ""
                return paragraph_xml(run_xml(block.text), style="Title", align="center") + under
            case Heading():
                return paragraph_xml(run_xml(block.text), style=f"Heading{block.level}")
            case Paragraph():
                return paragraph_xml(
                    text_xml(block.text, self), style="Kecil" if block.small else "", align=block.align,
                    indent=block.indent, first=block.first, keep=block.keep_next,
                )  # fmt: skip
            case Facts():
                return self.facts(block)
            case Items():
                return self.items(block)
            case Quote():
                source = "<w:r><w:br/></w:r>" + run_xml(block.source, size=8.5) if block.source else ""
                body = text_xml(block.text, self) + source
                mark = f'w:color="{SHAPES[block.status][1]}"' if block.status in SHAPES else ""
                made = paragraph_xml(body, style="Kutipan")
                bar = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" {mark}/></w:pBdr>' if mark else ""
                return made.replace('<w:pStyle w:val="Kutipan"/>', f'<w:pStyle w:val="Kutipan"/>{bar}')
            case Table():
                caption = paragraph_xml(run_xml(block.caption), style="Caption") if block.caption else ""
                return caption + table_xml(block, self.paper.text_width, self) + SPACER
            case Figure():
                return self.figure(block, block.width or self.paper.text_width)
            case Gallery():
                return self.gallery(block)
            case Signatures():
                return signatures_xml(block, self.paper.text_width, self) + SPACER
            case PageBreak():
                return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            case Space():
                return SPACER.replace('w:before="0"', f'w:before="{twips(block.height)}"')
            case Small():
                return self.small(block)

    def gallery(self, block: Gallery) -> str:
        width = self.paper.text_width / block.columns
        cells = [self.figure(figure, width - 4) for figure in block.figures]
        cells += [paragraph_xml("")] * (-len(cells) % block.columns)
        rows = [cells[i : i + block.columns] for i in range(0, len(cells), block.columns)]
        return plain_table_xml(rows, [width] * block.columns, keep=True) + SPACER

    def small(self, block: Small) -> str:
        lines = "".join(paragraph_xml(text_xml(line, self), style="Kecil", after=2) for line in block.lines)
        borders = '<w:tcBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="12171A"/></w:tcBorders>'
        width = self.paper.text_width
        table = plain_table_xml([], [width]).removesuffix("</w:tbl>")
        row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell_xml(lines, width, borders=borders)}</w:tr></w:tbl>"
        return paragraph_xml("", after=4) + table + row + SPACER


def _inks(paper: Document) -> list[str]:
    """Every drawn signature of a paper, each once, in reading order."""
    found: list[str] = []
    for block in paper.blocks:
        match block:
            case Table():
                found += [run.ink for row in block.rows for cell in row.cells for run in runs(cell)]
            case Signatures():
                found += [person.ink for person in block.people]
            case Paragraph():
                found += [run.ink for run in runs(block.text)]
            case _:
                pass
    return [art for art in dict.fromkeys(found) if art]
