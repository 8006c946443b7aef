"""The reports a Puskesmas owes: their periods, due days, states, counts and the sentences about them."""
