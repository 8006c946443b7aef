"""Reads of the stage, as frozen records."""
