"""Registers the web layer (templates, static files) with Django."""

from contextlib import suppress

from django.apps import AppConfig

from lokmin.web.messages import compile_catalogues


class WebConfig(AppConfig):
    name = "lokmin.web"
    label = "web"

    def ready(self) -> None:
        """Catalogues that were edited since they were compiled are compiled again; a read-only folder is left alone."""
        with suppress(OSError):
            compile_catalogues()
