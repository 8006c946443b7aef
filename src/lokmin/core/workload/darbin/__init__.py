"""Darbin (daerah binaan): every village and every programme gets exactly one PJ, fairly shared (domain.md 5.3)."""
