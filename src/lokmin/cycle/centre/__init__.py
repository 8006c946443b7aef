"""Who and where: Puskesmas, places, people and their roles, the audit trail. Permenkes 43/2019; ILP (KMK 2015/2023)."""
