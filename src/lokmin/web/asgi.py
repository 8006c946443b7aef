"""The one ASGI process: pages now, server-sent events and votes in the meeting."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lokmin.web.settings")
application = get_asgi_application()
