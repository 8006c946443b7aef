"""Versions, approval and papers of any plan."""
