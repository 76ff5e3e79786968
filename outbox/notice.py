"""The mail itself: a link, and no word of a release."""

import hashlib
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from outbox.models import Message
from outbox.occasions import OF_ACCOUNTS, Occasion


def notice(message: Message, at: datetime) -> EmailMessage:
    """The mail for ``message`` as sent at ``at``."""
    occasion = Occasion(message.occasion)
    text = render_to_string(
        "emails/staff_notice.txt",
        {
            "sentence": occasion.sentence,
            "link": f"{settings.SITE_URL}{message.path}",
            "is_of_account": occasion in OF_ACCOUNTS,
        },
    )
    return EmailMessage(
        subject=occasion.subject,
        body=text,
        to=[message.recipient.email],
        headers={
            "Message-ID": _message_id(message),
            "Date": format_datetime(at),
            # RFC 3834, section 5: no answer by machine is wanted.
            "Auto-Submitted": "auto-generated",
        },
    )


def _message_id(message: Message) -> str:
    """The same whenever this row is sent, so that a repeat is known for one by mail programs."""
    digest = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname}>"
