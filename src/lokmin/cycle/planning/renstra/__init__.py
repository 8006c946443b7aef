"""The five-year plan."""
