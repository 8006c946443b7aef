"""Registers the stage with Django under its short label."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "lokmin.cycle.monitoring"
    label = "monitoring"
