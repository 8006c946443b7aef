"""The fixed parts of a Word file: styles, numbering, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from lokmin.documents.render.plain import clean
from lokmin.documents.render.wordxml import NAMESPACES, W

SANS = "Arial"
SERIF = "Cambria"
_CELL_MARGINS = (("top", 40), ("left", 70), ("bottom", 40), ("right", 70))
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}" w:eastAsia="{name}"/>'


def _paragraph_style(
    ident: str, name: str, *, base: str = "Normal", props: str = "", text: str = "", after: str = ""
) -> str:
    following = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{ident}" xmlns:w="{W}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/>{following}<w:qFormat/><w:pPr>{props}</w:pPr><w:rPr>{text}</w:rPr></w:style>'
    )


def _style(kind: str, ident: str, name: str, body: str) -> str:
    return f'<w:style w:type="{kind}" w:styleId="{ident}" xmlns:w="{W}"><w:name w:val="{name}"/>{body}</w:style>'


def _heading(level: int, size: float) -> str:
    props = f'<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>'
    text = f'{_fonts(SERIF)}<w:b/><w:color w:val="12171A"/><w:sz w:val="{round(size * 2)}"/>'
    return _paragraph_style(f"Heading{level}", f"heading {level}", props=props, text=text, after="Normal")


def normal_style(base: float) -> str:
    """Running text of ``base`` points in Indonesian."""
    return (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal" xmlns:w="{W}"><w:name w:val="Normal"/>'
        "<w:qFormat/>"
        '<w:pPr><w:spacing w:before="0" w:after="100" w:line="264" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr>{_fonts(SANS)}<w:color w:val="12171A"/><w:sz w:val="{round(base * 2)}"/>'
        f'<w:szCs w:val="{round(base * 2)}"/><w:lang w:val="id-ID"/></w:rPr></w:style>'
    )


def styles(base: float) -> tuple[str, ...]:
    """All styles the renderer names."""
    tight = '<w:spacing w:before="0" w:after="0" w:line="252" w:lineRule="auto"/>'
    rule = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="12171A"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    sides = "".join(f'<w:{s} w:w="{w}" w:type="dxa"/>' for s, w in _CELL_MARGINS)
    borders = f"<w:tblBorders>{rule}</w:tblBorders>"
    margins = f"<w:tblCellMar>{sides}</w:tblCellMar>"
    bar = '<w:left w:val="single" w:sz="24" w:space="8" w:color="7D878C"/>'
    raised = '<w:vertAlign w:val="superscript"/>'
    bare = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
    title = f'{_fonts(SERIF)}<w:b/><w:color w:val="12171A"/><w:sz w:val="28"/>'
    return (
        normal_style(base),
        _paragraph_style(
            "Title",
            "Title",
            props='<w:keepNext/><w:spacing w:before="60" w:after="20"/><w:jc w:val="center"/>',
            text=title,
        ),
        _heading(1, 12.5),
        _heading(2, 11.5),
        _heading(3, 10.5),
        _paragraph_style("IsiTabel", "Isi Tabel", props=tight),
        _paragraph_style("Kop", "Kop", props=f'{tight}<w:jc w:val="center"/>'),
        _paragraph_style("Kecil", "Kecil", props=tight, text='<w:sz w:val="16"/>'),
        _paragraph_style(
            "Caption",
            "caption",
            props='<w:keepNext/><w:spacing w:before="120" w:after="40"/>',
            text='<w:b/><w:sz w:val="18"/>',
        ),
        _paragraph_style(
            "Kutipan",
            "Kutipan",
            props=f'<w:pBdr>{bar}</w:pBdr><w:ind w:left="200"/>',
        ),
        _paragraph_style("FootnoteText", "footnote text", props=tight, text='<w:sz w:val="16"/>'),
        _style("character", "FootnoteReference", "footnote reference", f"<w:rPr>{raised}</w:rPr>"),
        _style("table", "TabelLokmin", "Tabel Lokmin", f"<w:tblPr>{borders}{margins}</w:tblPr>"),
        _style("table", "TanpaGaris", "Tanpa Garis", f"<w:tblPr>{bare}</w:tblPr>"),
    )


def footnotes_part(notes: Sequence[str]) -> bytes:
    """``word/footnotes.xml`` with the two separators Word asks for and one note per text."""
    found = [
        f'<w:footnote w:type="{kind}" w:id="{ident}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for ident, kind in ((-1, "separator"), (0, "continuationSeparator"))
    ]
    for number, text in enumerate(notes, start=1):
        found.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(clean(text))}</w:t></w:r></w:p></w:footnote>'
        )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:footnotes {NAMESPACES}>{''.join(found)}</w:footnotes>".encode()


def numbering_xml(ident: int, *, ordered: bool, indent_twips: int) -> tuple[str, str]:
    """An abstract numbering and its instance: ``1.`` or a dash, starting anew for every list."""
    shape = "decimal" if ordered else "bullet"
    text = "%1." if ordered else "–"
    left = indent_twips + 340
    abstract = (
        f'<w:abstractNum w:abstractNumId="{ident}" xmlns:w="{W}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
    )
    instance = f'<w:num w:numId="{ident}" xmlns:w="{W}"><w:abstractNumId w:val="{ident}"/></w:num>'
    return abstract, instance
