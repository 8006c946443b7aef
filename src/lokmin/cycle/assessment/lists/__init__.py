"""The list a PKP is scored by: looked at, changed from a year on, taken into a year that is still filled in."""
