"""Pages before a meeting."""
