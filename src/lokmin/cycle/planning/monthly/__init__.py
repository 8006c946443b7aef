"""RPK bulanan."""
