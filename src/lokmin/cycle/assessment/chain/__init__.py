"""The evidence chain of planning."""
