"""Meetings as the rule knows them: kinds, agenda, sentences made from numbers."""
