"""Registers the stage with Django under its short label."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "lokmin.cycle.community"
    label = "community"
