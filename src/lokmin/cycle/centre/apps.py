"""Registers the stage with Django under its short label."""

from django.apps import AppConfig


class CentreConfig(AppConfig):
    name = "lokmin.cycle.centre"
    label = "centre"
