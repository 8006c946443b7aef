"""Pages of the stage: people, places, the office, the audit trail."""
