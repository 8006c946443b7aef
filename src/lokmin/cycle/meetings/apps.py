"""Registers the stage with Django under its short label."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "lokmin.cycle.meetings"
    label = "meetings"
