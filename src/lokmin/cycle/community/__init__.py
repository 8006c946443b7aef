"""What the villages themselves find and agree: SMD, MMD, Musrenbang (domain.md 2.8)."""
