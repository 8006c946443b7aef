"""Uraian tugas and their acknowledgement."""
