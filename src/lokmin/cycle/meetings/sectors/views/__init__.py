"""Views of the sectors: pages of one meeting, pages of the partners, Musrenbang."""
