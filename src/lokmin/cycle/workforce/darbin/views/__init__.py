"""Pages of darbin."""
