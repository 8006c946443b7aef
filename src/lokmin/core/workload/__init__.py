"""Who does how much: workload (ABK), the division of tasks and of villages (domain.md 5)."""
