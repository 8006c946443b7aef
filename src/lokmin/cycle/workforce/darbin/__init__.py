"""Villages and who answers for them."""
