"""The year's end, what-ifs, and villages that already solved it: pages and the functions other parts ask."""
