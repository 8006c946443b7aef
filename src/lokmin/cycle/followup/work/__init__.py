"""The work of an action: its parts, people, turns and proofs, who it is carried to, and each person's own page."""
