"""A sentence of the meeting becomes a proposed action: who, where, until when, measured by what.

What is unsure is a doubt with its alternatives and leaves the field empty; nothing is guessed silently. Standard
library only; people, places, indicators and partners come as arguments.
"""

from lokmin.core.meetings.sentences.proposal import Doubt, Known, Option, Proposal, Span
from lokmin.core.meetings.sentences.reading import parse

__all__ = ["Doubt", "Known", "Option", "Proposal", "Span", "parse"]
