"""Why a file is not read: a code for scripts and a sentence for the person who dropped it."""

from __future__ import annotations


class FileRefused(ValueError):  # noqa: N818 - it is said to people: the file is refused
    """The file is not read at all.

    Attributes:
        code: kebab-case name (``bom-zip``, ``berkas-terkunci``).
        message: an Indonesian sentence with the next step.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
