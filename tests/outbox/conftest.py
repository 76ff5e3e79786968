"""Mail goes to a server in this process, or to Django's own list."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.outbox.sink import Sink


@pytest.fixture
def mail_through(settings: Any) -> Callable[[Sink], None]:
    """Makes a sink the mail server."""

    def use(server: Sink) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port

    return use
