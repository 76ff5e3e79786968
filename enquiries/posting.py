"""The mail that an enquiry becomes, and what is kept of it after that."""

import hashlib
from datetime import datetime, timedelta
from email.utils import format_datetime, formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from enquiries import limits
from enquiries.models import Enquiry
from outbox.ledgers import Ledger

KEPT = timedelta(days=30)


def mail(enquiry: Enquiry, at: datetime) -> EmailMessage:
    """The mail of ``enquiry`` as sent at ``at``: in English, as all that staff get. What the reader
    wrote stands in its body alone, and whom to answer in ``Reply-To``.

    Raises ValueError for an address that no header can hold.
    """
    with translation.override("en"):
        text = render_to_string("emails/enquiry.txt", {"enquiry": enquiry})
        kind = str(Enquiry.Sender(enquiry.sender).label)
    return EmailMessage(
        subject=f"Enquiry from the investor site: {kind[0].lower()}{kind[1:]}",
        body=text,
        to=[settings.IRCMS_IR_MAILBOX],
        reply_to=[formataddr((enquiry.name, enquiry.email))],
        headers={"Message-ID": _message_id(enquiry), "Date": format_datetime(at)},
    )


def objection(enquiry: Enquiry, at: datetime) -> str:
    """Why it is not to be sent at ``at``, or nothing."""
    return "" if settings.IRCMS_IR_MAILBOX else "IRCMS_IR_MAILBOX names no mailbox by now."


def tidy(at: datetime) -> None:
    """Take away what is older than may be kept."""
    old = Enquiry.objects.filter(created_at__lt=at - KEPT)
    if old.exists():
        old.delete()
    limits.forget(at)


def _message_id(enquiry: Enquiry) -> str:
    """The same whenever this one is sent, so that a repeat is known for one by mail programs."""
    source = f"enquiry:{enquiry.pk}:{enquiry.created_at.isoformat()}"
    digest = hashlib.sha256(source.encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname}>"


LEDGER = Ledger(
    "enquiries",
    Enquiry,
    mail,
    objection,
    forgotten={"name": "", "email": "", "organisation": "", "message": ""},
    tidy=tidy,
)
