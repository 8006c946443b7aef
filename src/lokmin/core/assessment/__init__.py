"""PKP, the yearly assessment of a Puskesmas: what is scored, by which rule, and what the scores add up to."""
