"""Penilaian kinerja Puskesmas."""
