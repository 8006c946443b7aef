"""P1: Renstra, RUK, RPK and its monthly revision, money and the joint calendar (domain.md 2; Permenkes 44/2016)."""
