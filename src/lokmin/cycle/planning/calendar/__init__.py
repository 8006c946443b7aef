"""The joint calendar and its clashes."""
