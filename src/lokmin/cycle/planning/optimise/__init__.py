"""Spreads the activities of a year."""
