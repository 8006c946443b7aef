"""What a village finds out about itself and agrees on: SMD, MMD and Musrenbang (domain.md 2.8)."""
