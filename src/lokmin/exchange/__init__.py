"""Bytes to facts and back, without Django."""
