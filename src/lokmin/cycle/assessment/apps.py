"""Registers the stage with Django under its short label."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "lokmin.cycle.assessment"
    label = "assessment"
