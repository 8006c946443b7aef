"""Workbooks as they are: tables, header paths, periods and places found by general rules."""
