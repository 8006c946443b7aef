"""The page of one problem, and the register with what was done about each: causes, ways, old RTL and what they did."""
