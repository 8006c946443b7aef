"""Pages of the tracker: a month, a year, one's own, one report, the rules, papers."""
