"""The cell formats of the workbook, made once for all its sheets."""

from __future__ import annotations

from typing import Any

from lokmin.core.pws.rows import Status
from lokmin.documents.figures.canvas import WORD

COLOURED = (Status.BAIK, Status.KURANG, Status.CUKUP, Status.JELEK, Status.NONE)


class Formats:
    """The cell formats of a workbook, made once."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
        rule = {**base, "bottom": 1, "bottom_color": "#C5CDD1"}

        def make(**more: Any) -> Any:
            return book.add_format({**rule, **more})

        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.plain = book.add_format(base)
        self.bold = book.add_format({**base, "bold": True})
        head = {**base, "bold": True, "text_wrap": True, "top": 2, "bottom": 2, "valign": "bottom"}
        self.head = book.add_format(head)
        self.head_text = book.add_format({**head, "align": "left", "indent": 1})
        self.head_right = book.add_format({**head, "align": "right"})
        self.text = make(indent=1)
        self.wrapped = make(indent=1, text_wrap=True)
        self.name = make(bold=True)
        self.link = make(font_color="#17468C", underline=1)
        self.whole = make(num_format="#,##0")
        self.count = make(num_format="#,##0.######")
        self.input = make(num_format="#,##0.######", bg_color="#FFF9E5", locked=False)
        self.rate = make(num_format="0.0")
        self.status = make(bold=True, indent=1)
        self.total = {
            key: make(bold=True, top=2, num_format=number)
            for key, number in (("count", "#,##0.######"), ("rate", "0.0"), ("whole", "#,##0"), ("text", "@"))
        }
        self.total["text"].set_indent(1)
        self.total_name = make(bold=True, top=2)
        self.by_status = {status: book.add_format({"font_color": WORD[status]}) for status in COLOURED}

    def colour_status(self, page: Any, top: int, left: int, bottom: int, right: int) -> None:
        """Status words in their colours; the word itself stays the carrier of the meaning."""
        for status, style in self.by_status.items():
            page.conditional_format(
                top, left, bottom, right,
                {"type": "cell", "criteria": "==", "value": f'"{status.value}"', "format": style},
            )  # fmt: skip
