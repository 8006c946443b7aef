"""What a Puskesmas lacks: tools against their standard, goods, staff and training, as one list of proposals."""
