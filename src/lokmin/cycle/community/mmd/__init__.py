"""Musyawarah masyarakat desa."""
