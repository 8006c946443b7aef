"""Signals: which series of months changed and which only go up and down, from the numbers in force."""
