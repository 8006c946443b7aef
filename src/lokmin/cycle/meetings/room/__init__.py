"""The live core of a meeting: keys of phones, one writer for bursts, events in order, and who listens to them."""
