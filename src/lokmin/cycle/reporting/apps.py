"""Registers the stage with Django under its short label."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "lokmin.cycle.reporting"
    label = "reporting"
