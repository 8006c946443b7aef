"""Registers the stage with Django under its short label."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class CentreConfig(AppConfig):
    name = "lokmin.cycle.centre"
    label = "centre"

    def ready(self) -> None:
        """The last sign-in is told by the clock that all pages read: this takes the place of Django's own note."""
        user_logged_in.disconnect(dispatch_uid="update_last_login")
        user_logged_in.connect(_remember, dispatch_uid="update_last_login")


def _remember(user: Any, **_: Any) -> None:
    from lokmin.cycle.centre import clock

    user.last_login = clock.now()
    user.save(update_fields=["last_login"])
