"""Judging the month: coverage, PWS, problems, data quality, frozen snapshots."""
