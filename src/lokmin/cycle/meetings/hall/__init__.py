"""What a hall sees on the wall (ruang) and what the chair holds in one hand (kursi)."""
