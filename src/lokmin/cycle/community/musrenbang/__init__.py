"""Musrenbang and its berita acara."""
