"""Data quality: WHO's review with its score, answers to flags, reasons, two sources, the sasaran stress test."""
