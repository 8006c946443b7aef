"""Statistics over the months: is it noise or a change, where does the year end, did the action help.

Every function works on many series at once: arrays shaped (series, months), float64, NaN for a month nobody reported.
Chance is an argument (``rng``), so that the same numbers give the same answer on every machine. numpy is heavy:
callers in ``cycle`` import these modules where they are used.
"""
