"""Registers the web layer (templates, static files) with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lokmin.web"
    label = "web"
