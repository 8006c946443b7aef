"""The one ASGI process: pages now, server-sent events and votes in the meeting."""

import os
import warnings

from django.core.asgi import get_asgi_application

# WhiteNoise hands out small static files as plain iterators; read whole under ASGI, which is what we want.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lokmin.web.settings")
application = get_asgi_application()
