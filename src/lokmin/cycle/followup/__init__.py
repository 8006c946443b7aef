"""RTL: who does what by when, and what became of it (domain.md 9.3)."""
