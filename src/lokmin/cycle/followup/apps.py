"""Registers the stage with Django under its short label."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "lokmin.cycle.followup"
    label = "followup"
