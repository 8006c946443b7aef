"""A sentence said in the meeting becomes a proposed action; the chair confirms it, nobody else makes it an RTL."""
