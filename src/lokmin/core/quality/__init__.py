"""Data quality at the first level: completeness, timeliness, consistency, outliers."""
