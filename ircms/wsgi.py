"""The WSGI entry: ``granian --interface wsgi ircms.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ircms.settings")
application = get_wsgi_application()

from ircms import readiness  # noqa: E402 -- needs the apps that the line above has set up

readiness.require()
