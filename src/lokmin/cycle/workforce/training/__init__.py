"""Training: needs, plan, log."""
