"""Pagu, realisation, absorption."""
