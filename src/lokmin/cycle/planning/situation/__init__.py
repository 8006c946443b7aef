"""The situation analysis."""
