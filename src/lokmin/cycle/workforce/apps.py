"""Registers the stage with Django under its short label."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "lokmin.cycle.workforce"
    label = "workforce"
