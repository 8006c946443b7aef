"""PWS (pemantauan wilayah setempat): coverage per village and month, status, shortfall, pace."""
