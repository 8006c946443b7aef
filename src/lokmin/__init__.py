"""Lokmin: the management cycle of a Puskesmas around its Lokakarya Mini."""

__version__ = "0.1.0"
