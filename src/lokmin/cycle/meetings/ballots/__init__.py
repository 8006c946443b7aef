"""Votes and scores by everyone on phones: opened, cast, closed with a frozen result; secret papers stay nobody's."""
