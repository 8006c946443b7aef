"""What other parts of the cycle lay before a meeting: frozen when it opens, shown, approved, printed."""
