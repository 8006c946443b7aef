"""Plans: five years, the year after next, the year and the month; money, funds, versions and the thread between them."""
