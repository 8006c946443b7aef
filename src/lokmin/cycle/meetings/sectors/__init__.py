"""Lintas sektor: support wanted and its obstacles, promises, the signed komitmen bersama, cards, Musrenbang."""
