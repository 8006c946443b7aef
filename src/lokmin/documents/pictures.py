"""PNG and JPEG as papers need them: what they are and how large, read from their first bytes."""

from __future__ import annotations

_PNG = b"\x89PNG\r\n\x1a\n"
#: JPEG markers without a length behind them: TEM and RST0..EOI.
_BARE = frozenset((0x01, *range(0xD0, 0xDA)))
#: Start-of-frame markers are C0..CF except DHT, JPG and DAC (ITU T.81, table B.1).
_NO_FRAME = frozenset((0xC4, 0xC8, 0xCC))


def picture_size(image: bytes) -> tuple[str, int, int]:
    """Kind (``png`` or ``jpeg``), width and height in pixels.

    Raises:
        ValueError: for bytes that are neither, or broken.
    """
    if image.startswith(_PNG) and len(image) > 24:
        return "png", int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big")
    if image.startswith(b"\xff\xd8"):
        return "jpeg", *_jpeg_size(image)
    raise ValueError("gambar harus PNG atau JPEG")


def is_picture(image: bytes) -> bool:
    """Can a paper show these bytes?"""
    try:
        _, width, height = picture_size(image)
    except ValueError:
        return False
    return width > 0 and height > 0


def _jpeg_size(image: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(image):
        if image[at] != 0xFF:
            at += 1
            continue
        marker = image[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            return int.from_bytes(image[at + 7 : at + 9], "big"), int.from_bytes(image[at + 5 : at + 7], "big")
        at += 2 if marker in _BARE else 2 + int.from_bytes(image[at + 2 : at + 4], "big")
    raise ValueError("gambar JPEG rusak: ukurannya tidak terbaca")
