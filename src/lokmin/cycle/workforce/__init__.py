"""Who does what: staff, their tasks, their workload, villages in their care, training and needs (domain.md 5)."""
