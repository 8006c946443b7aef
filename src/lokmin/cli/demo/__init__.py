"""The fictional Puskesmas Banyuwening: its people, its villages, its year of figures, its ugly workbooks."""
