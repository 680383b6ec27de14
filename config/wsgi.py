"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from unions.backups import serving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
running = serving.hold()  # manage.py restore refuses while it is held
