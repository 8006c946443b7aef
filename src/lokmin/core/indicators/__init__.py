"""Indicators: definitions, checked expressions, the reference evaluator, and explanations in words."""
