"""The plan of the year."""
