"""Who answers for which programme."""
