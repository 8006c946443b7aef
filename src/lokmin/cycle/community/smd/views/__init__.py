"""Pages of SMD."""
