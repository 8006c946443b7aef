"""The schedule optimiser: spreads the RPK of a year within limits, says what moved and why, writes it when taken."""
