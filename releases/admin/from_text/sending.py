"""The draft made, once: a page that is sent twice (a double click, a reload, “back” and the button
again) makes one draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils.dateparse import parse_datetime

from audit.models import Entry
from ircms.actor import acting_as
from ircms.admin import REFUSALS, guards_sentence
from releases import insiders
from releases.drafting.answers import Refused
from releases.drafting.drafts import draft
from releases.models import Release
from releases.wire.reading import Reading

if TYPE_CHECKING:
    from accounts.models import User

_RECENT = 100  # releases that are looked at: fewer are begun while a page is open
_OPEN_FOR = timedelta(days=1)  # a page that is older counts as another one
_OF_THE_WHOLE = ""


@dataclass(frozen=True)
class Made:
    release: Release
    is_new: bool


def make(
    reading: Reading,
    answers: Mapping[str, str],
    *,
    by: "User",
    at: datetime,
    mark: str,
) -> Made:
    """The draft of ``answers`` to ``reading``, or the one that the same page has made already;
    ``mark`` is when that was shown. Raises Refused, also for what the database's guards refuse."""
    try:
        with acting_as(by):
            # One at a time for each person, so that the second sees what the first has made.
            get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)
            before = _made_before(by, mark, answers.get("release-headline", ""), at)
            if before is not None:
                return Made(before, is_new=False)
            return Made(draft(reading, answers, by=by, at=at), is_new=True)
    except REFUSALS as error:
        sentence = guards_sentence(error)
        if sentence is None:
            raise
        raise Refused({_OF_THE_WHOLE: [sentence]}) from error


def _made_before(by: "User", mark: str, headline: str, at: datetime) -> Release | None:
    """What ``by`` has made since the page was shown, under the same headline: it was this page."""
    since = _time(mark)
    if since is None or not at - _OPEN_FOR <= since <= at:
        return None
    newest = Release.objects.order_by("-pk").values_list("pk", flat=True)[:_RECENT]
    table = Release._meta.db_table
    inserted = Entry.objects.filter(table=table, row_id=OuterRef("pk"), action="insert")
    theirs = Exists(inserted.filter(actor=by.pk, at__gte=since))
    # A draft keeps white space as the headline's field cleans it.
    # What somebody has made confidential since, without them, is not told of by its headline.
    known = Release.objects.filter(insiders.known_q(by, at), pk__in=list(newest))
    same = known.filter(theirs, headline=headline.strip())
    return same.order_by("-pk").first()


def _time(mark: str) -> datetime | None:
    try:
        found = parse_datetime(mark)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
