"""Where the year will end, what would change it, and who already solved it: rules, records and sentences."""
