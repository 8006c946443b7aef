"""The domain: what a month, a place, a fact, an indicator and a problem are. Standard library only."""
