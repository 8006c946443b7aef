"""What was reported: uploads, facts, sasaran, targets. Permenkes 31/2019 (sistem informasi Puskesmas)."""
