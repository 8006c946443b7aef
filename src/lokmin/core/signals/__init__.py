"""Signals: does a month mean something, or is it the usual up and down. Records and sentences; no sums here."""
