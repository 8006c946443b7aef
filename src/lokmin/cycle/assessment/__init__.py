"""P3: the year's verdict (PKP), the feedback of the Dinkes and the evidence chain of planning (domain.md 2.4, 3)."""
