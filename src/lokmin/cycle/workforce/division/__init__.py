"""Who answers for which programme: exactly one PJ each, others help; history from day to day (domain.md 5.3)."""
