"""Loading lists of places: ``kode;nama;jenis;induk``, the Kemendagri regions (SQL), the national list of Puskesmas."""

from lokmin.cycle.centre.places_file.store import Summary, load

__all__ = ["Summary", "load"]
