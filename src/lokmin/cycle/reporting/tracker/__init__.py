"""The reports a Puskesmas owes to others: what is due, what went out, with which proof (domain.md 8.1)."""
