"""Survei mawas diri."""
