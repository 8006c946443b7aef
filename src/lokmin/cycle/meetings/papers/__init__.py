"""From the tables of this stage to the plain records that ``documents`` prints."""
