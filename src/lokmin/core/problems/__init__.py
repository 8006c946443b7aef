"""Problems are found, not typed: below target, ranked by people missed, months red and trend."""
