"""Plans of five years, of the year after next, of the year and of the month: money, versions, and their thread."""
