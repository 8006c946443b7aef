"""Feedback letters of the Dinkes."""
