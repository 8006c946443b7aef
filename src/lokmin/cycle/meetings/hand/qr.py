"""QR codes drawn on the server as SVG: the Wi-Fi of the hall and the address to join."""

from __future__ import annotations

from markupsafe import Markup, escape


def qr_svg(text: str, label: str = "") -> Markup:
    """A QR code as inline SVG with its quiet zone; as large as the box it stands in. ``label`` is read aloud."""
    import segno  # only pages that draw a code pay for it

    drawn: str = segno.make(text, error="m", micro=False).svg_inline(border=4, omitsize=True, light="#fff")
    named = f' role="img" aria-label="{escape(label)}"' if label else ' aria-hidden="true"'
    return Markup(drawn.replace("<svg ", f"<svg{named} ", 1))  # noqa: S704 - segno's own drawing and an escaped label


def wifi_text(name: str, password: str) -> str:
    """What a phone's camera reads as "join this Wi-Fi": ``WIFI:T:WPA;S:aula;P:rahasia;;``, signs escaped."""
    if not password:
        return f"WIFI:T:nopass;S:{_escaped(name)};;"
    return f"WIFI:T:WPA;S:{_escaped(name)};P:{_escaped(password)};;"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in '\\;,:"' else c for c in text)
