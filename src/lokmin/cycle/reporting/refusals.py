"""What an operation refuses, as a sentence for the person who asked."""

from __future__ import annotations


class Refused(ValueError):  # noqa: N818 - read as a sentence: raise Refused("...")
    """Not done; nothing was changed.

    Attributes:
        problems: (address or field, sentence) pairs when several things are wrong at once.
    """

    def __init__(self, message: str, problems: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = problems
