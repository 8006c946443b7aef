"""Registers the stage with Django under its short label."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "lokmin.cycle.planning"
    label = "planning"
