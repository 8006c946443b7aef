"""Promises of partners (komitmen lintas sektor): made in a meeting, kept or broken in the weeks after it."""
