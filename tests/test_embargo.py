"""The conscience: nothing of an embargoed release shows anywhere before its second.

Surfaces are found from the resolvers, the registry and the models; one that this test does not know
makes it fail. ``docs/embargo.md`` says what it proves; tests/conscience/ holds its parts.
"""

import inspect
import itertools
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.http import HttpResponse
from django.test import Client

from events import querysets as event_querysets
from facilities import capacity_csv
from ircms.storage import PrivateStorage
from previews import grants
from previews.models import Grant
from releases import querysets as release_querysets
from releases import statements
from releases.models import Release
from releases.querysets import PublicQuerySet
from tests import factories
from tests.conftest import StoppedClock
from tests.conscience import surfaces as known
from tests.conscience import uninvited
from tests.conscience.canaries import NEVER_PUBLIC, Canaries, UncoveredField
from tests.conscience.crawl import Answer, Key, crawl, differences, links, read
from tests.conscience.kept import colleagues_write, plant_kept
from tests.conscience.surfaces import UncoveredSurface, guesses, samples, staff_address, surfaces
from tests.conscience.worlds import (
    PLANTERS,
    Hidden,
    T,
    everyone_knows,
    everyone_learns_later,
    plant,
    undone,
)

pytestmark = pytest.mark.django_db
JUST_BEFORE = T - timedelta(microseconds=1)
PUBLIC, STAFF = "ircms.urls.public", "ircms.urls.staff"
# What is live on save, being no disclosure: masthead and imprint. All else a release says.
LIVE_ON_SAVE = {"company.Company", "company.Listing"}


@pytest.fixture
def hidden(stopped_clock: StoppedClock) -> Hidden:
    everyone_knows()
    planted = plant()
    everyone_learns_later()
    stopped_clock.set(JUST_BEFORE)
    return planted


def addresses(hidden: Hidden) -> list[str]:
    found = [url for surface in surfaces(PUBLIC) for url in samples(surface, hidden)]
    return found + guesses(hidden)


def followed(found: list[str], etags: list[str]) -> dict[Key, Answer]:
    """The crawl of what is known and of all it leads to."""
    answers = crawl(found, etags=etags)
    while fresh := sorted(links(answers) - {key[0] for key in answers}):
        answers |= crawl(fresh, is_thorough=False)
    return answers


def known_etags(hidden: Hidden) -> list[str]:
    """What a reader of an embargoed file's SHA-256 would guess its ETag to be."""
    return [file.sha256 for one in (hidden.release, *hidden.unseen)
            for file in one.attachments.all()]  # fmt: skip


def leaks(answers: dict[Key, Answer], hidden: Hidden, *canaries: Canaries) -> list[str]:
    """Fields whose canary shows, and where; what the asker put into the address is no news. And
    what is told of a withdrawn release elsewhere than at its own address."""
    found = _strays(answers, hidden)
    for key, answer in answers.items():
        for label in {label for each in canaries for label in each.seen_in(answer.read)}:
            asked = any(token.casefold() in key[0].casefold()
                        for each in canaries for token in each.tokens.get(label, ()))  # fmt: skip
            if not asked or _says_more(answer):
                found.append(f"{label} at {' '.join(key)} ({answer.status})")
    return sorted(found)


def _strays(answers: dict[Key, Answer], hidden: Hidden) -> list[str]:
    """Where the headline or reason of a withdrawn release shows, that is no tombstone of it."""
    return [
        f"{label} at {' '.join(key)} ({answer.status})"
        for key, answer in answers.items()
        if answer.status != 410 or key[0].partition("?")[0] not in hidden.tombs
        for label in hidden.told.seen_in(answer.read)
    ]


def _says_more(answer: Answer) -> bool:
    return answer.status not in {301, 302, 404, 405}


def test_nothing_of_an_embargoed_release_shows_a_microsecond_before_its_time(
    hidden: Hidden, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    answers = followed(addresses(hidden), known_etags(hidden))

    assert leaks(answers, hidden, hidden.canaries, hidden.never) == []
    # The addresses that were asked for stand in the log; nothing else of what is hidden does.
    formatter = logging.Formatter("%(message)s %(args)s")
    for record in caplog.records:
        line = re.sub(r"/\S+", "", formatter.format(record)).encode()
        assert hidden.canaries.seen_in(line) | hidden.never.seen_in(line) == set(), line


def test_at_its_second_everything_is_there(hidden: Hidden, stopped_clock: StoppedClock) -> None:
    stopped_clock.set(T)

    answers = followed(addresses(hidden), [])

    pages = [answer.read for answer in answers.values()]
    shown = {label for page in pages for label in hidden.canaries.seen_in(page)}
    assert set(hidden.canaries.tokens) - shown == NEVER_PUBLIC & set(hidden.canaries.tokens)
    assert leaks(answers, hidden, hidden.never) == []


def test_what_was_withdrawn_is_told_of_at_its_own_addresses(hidden: Hidden) -> None:
    answers = read(hidden.tombs)

    assert {key[0]: answer.status for key, answer in answers.items()} == dict.fromkeys(
        hidden.tombs, 410
    )
    for answer in answers.values():
        assert hidden.told.seen_in(answer.read) == set(hidden.told.tokens)


def test_with_and_without_the_embargoed_release_the_site_is_the_same(
    stopped_clock: StoppedClock,
) -> None:
    everyone_knows()
    with undone(stopped_clock):
        hidden = plant()
        everyone_learns_later()
        stopped_clock.set(JUST_BEFORE)
        asked, etags = addresses(hidden), known_etags(hidden)
        with_it = followed(asked, etags)
    with undone(stopped_clock):
        everyone_learns_later()
        stopped_clock.set(JUST_BEFORE)
        without_it = followed(asked, etags)

    assert differences(with_it, without_it) == []
    assert len(with_it) > 300


def test_strangers_learn_nothing_on_the_staff_side(stopped_clock: StoppedClock) -> None:
    everyone_knows()
    with undone(stopped_clock):
        hidden = plant()
        stopped_clock.set(JUST_BEFORE)
        ours = {surface.name for surface in surfaces(PUBLIC)}
        asked = [staff_address(s, hidden) for s in surfaces(STAFF) if s.name not in ours]
        with_it = _as_stranger(asked)
        assert leaks(with_it, hidden, hidden.canaries, hidden.never) == []
    with undone(stopped_clock):
        stopped_clock.set(JUST_BEFORE)
        without_it = _as_stranger(asked)

    assert differences(with_it, without_it) == []
    assert len(asked) > 20


def test_staff_who_are_not_on_an_insider_list_learn_nothing_of_a_confidential_release(
    stopped_clock: StoppedClock,
) -> None:
    everyone_knows()
    colleagues_write()
    client = uninvited.strangers_to_it()[uninvited.EVERYTHING]
    stopped_clock.settle()
    with undone(stopped_clock):
        kept = plant_kept()
        asked = [
            each for surface in uninvited.staff_surfaces() for each in uninvited.asks(surface, kept)
        ]
        with_it = uninvited.crawl_uninvited(client, asked)
    without_it = uninvited.crawl_uninvited(client, asked)

    assert kept.leaks(with_it) == []
    assert differences(with_it, without_it) == []
    assert len(with_it) > 300


def test_a_preview_of_one_release_shows_nothing_of_another(stopped_clock: StoppedClock) -> None:
    everyone_knows()
    hidden = plant()
    own = factories.approved("Harbor Bio is next", publish_at=T)
    stopped_clock.set(JUST_BEFORE)
    theirs = grants.give(own, OUTSIDE, by=factories.cora(), at=JUST_BEFORE)
    client, prefix = _let_in(*theirs)
    asked = [url for surface in surfaces(PUBLIC) for url in samples(surface, hidden)]

    answers = _behind(client, prefix, [*asked, *guesses(hidden)])

    assert leaks(answers, hidden, hidden.canaries, hidden.never) == []
    (foreign,) = hidden.release.grants.all()
    locked = _behind(client, f"/preview/{foreign.public_id}", ["/", *asked[:9]])
    assert {answer.status for answer in locked.values()} == {404}
    assert b"is next" in answers["/news/", "get", "with a grant"].read


OUTSIDE = grants.Terms("Rosa Okafor", "rosa@auditors.example", "Audit", T)


def _let_in(grant: Grant, token: str) -> tuple[Client, str]:
    """A browser on which the link was opened, that sends its cookie to every address; and where
    the preview is."""
    client = Client(raise_request_exception=False)
    client.post(f"/preview/{token}", headers={"origin": "http://testserver"})
    client.cookies["preview"]["path"] = "/"
    return client, f"/preview/{grant.public_id}"


def _behind(client: Client, prefix: str, asked: list[str]) -> dict[Key, Answer]:
    """By public address, what the preview shows in its place."""
    answers: dict[Key, Answer] = {}
    for address in dict.fromkeys(asked):
        response = client.get(prefix + address)
        headers = tuple(sorted(response.items()))
        answers[address, "get", "with a grant"] = Answer(
            response.status_code, headers, response.content
        )
    return answers


# Of the second or of the sign-in form's own token: no two answers agree on them anyway.
OF_THE_MOMENT = {"Date", "Expires", "Content-Length", "Content-Security-Policy"}


def _as_stranger(asked: list[str]) -> dict[Key, Answer]:
    """Anonymous answers of the staff side, the sign-in form's token taken out."""
    answers: dict[Key, Answer] = {}
    for address, method in itertools.product(asked, ("get", "post")):
        response = getattr(Client(raise_request_exception=False), method)(address)
        token = response.cookies["csrftoken"].value if "csrftoken" in response.cookies else "-"
        headers = tuple(sorted((n, v) for n, v in response.items() if n not in OF_THE_MOMENT))
        body = b"" if response.streaming else _without_tokens(response.content, token)
        answers[address, method, "anonymous"] = Answer(response.status_code, headers, body)
    return answers


def _without_tokens(body: bytes, token: str) -> bytes:
    body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"csrf", body)
    return re.sub(rb'nonce="[^"]+"', b"nonce", body).replace(token.encode(), b"token")


# The mutation run: with the rule taken out at one place, the conscience must fail.


def test_the_conscience_fails_wherever_the_rule_is_removed(
    stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As many as readers know of: one that is let in where it should not be pushes another out.
    monkeypatch.setattr(event_querysets, "_UNDATED_LOOKED_AT", 3)
    monkeypatch.setattr(capacity_csv, "CHUNK", 2)  # the world is small, and has further chunks too
    everyone_knows()
    with undone(stopped_clock):
        hidden = plant()
        everyone_learns_later()
        stopped_clock.set(JUST_BEFORE)
        places = _places_of_the_rule(hidden)
        asked = {surface.name: samples(surface, hidden) for surface in surfaces(PUBLIC)}
        silent = {
            place: answers
            for place in sorted(places)
            if (answers := read_without_rule(place, asked[place[0]], hidden)) is not None
        }
    with undone(stopped_clock):
        everyone_learns_later()
        stopped_clock.set(JUST_BEFORE)
        honest = {name: read(asked[name]) for name in {name for name, _site in silent}}

    unseen = [
        place for place, answers in silent.items() if not differences(answers, honest[place[0]])
    ]
    assert unseen == []
    assert len(places) > 60
    ruled = {name for name, _site in places}
    assert ruled | known.WITHOUT_RELEASES == {surface.name for surface in surfaces(PUBLIC)}
    assert not ruled & known.WITHOUT_RELEASES


def test_the_conscience_fails_where_corrections_count_before_their_time(
    hidden: Hidden, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {surface.name: samples(surface, hidden) for surface in surfaces(PUBLIC)}
    stating = ("facilities", "facility", "capacity_csv", "pipeline", "trial", "trials_csv",
               "events", "event", "events_ics", "documents", "document", "about", "site_page",
               "newsroom", "home")  # fmt: skip
    honest = {name: read(asked[name]) for name in stating}

    monkeypatch.setattr(release_querysets, "ever_public_q", lambda at, prefix="": models.Q())

    unmoved = [name for name in stating if read(asked[name]) == honest[name]]
    assert unmoved == []


Place = tuple[str, str]  # a surface's name, and the lines of ours that lead to a call of the rule


def _places_of_the_rule(hidden: Hidden) -> set[Place]:
    """Every call of the rule by the surfaces, found by watching them answer."""
    places: set[Place] = set()
    for surface in surfaces(PUBLIC):
        with patched_rule(lambda site, name=surface.name: places.add((name, site)) or True):
            read(samples(surface, hidden))
    return places


def read_without_rule(place: Place, asked: list[str], hidden: Hidden) -> dict[Key, Answer] | None:
    """What the surface answers without the rule at ``place``; None as soon as something leaks."""
    answers: dict[Key, Answer] = {}
    with patched_rule(lambda site: site != place[1]):
        for address in asked:
            answer = read([address])
            if leaks(answer, hidden, hidden.canaries, hidden.never):
                return None
            answers |= answer
    return answers


@contextmanager
def patched_rule(keeps: Callable[[str], object]) -> Iterator[None]:
    """``.public()`` and ``.ever_public()`` filter only where ``keeps`` (given the lines of ours
    that led there) says so."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("public", "ever_public"):
            patch.setattr(PublicQuerySet, name, _only_where(keeps, getattr(PublicQuerySet, name)))
        yield


def _only_where(keeps: Callable[[str], object], original: Callable[..., Any]) -> Any:
    def rule(self: PublicQuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        return original(self, *args, **kwargs) if keeps(_call_site()) else self.all()

    return rule


def _call_site() -> str:
    """The product's own frames of the call at hand, innermost first, as ``file:line``."""
    frame, lines = inspect.currentframe(), []
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(settings.BASE_DIR):
            inside = path.relative_to(settings.BASE_DIR)
            if inside.parts[0] not in {"tests", ".venv", "ircms"}:
                lines.append(f"{inside}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(lines)


# The conscience finds its surfaces by itself.


def test_every_kind_of_statement_is_planted() -> None:
    assert {part.model for part in statements.parts()} == set(PLANTERS)


def test_every_model_of_ours_is_a_statement_or_named_as_something_else() -> None:
    ours = {"audit", "company", "outbox", "releases", "facilities", "trials", "events", "previews"}
    ours |= {"library", "search", "enquiries"}
    identities = {
        "company.Category",
        "releases.Contact",
        "releases.StandingText",
        "facilities.Facility",
        "facilities.CapacitySeries",
        "trials.ClinicalTrial",
        "events.Event",
        "library.Document",
        "library.SitePage",
    }
    records = {
        "audit.Detail",
        "audit.Entry",
        "audit.Link",
        "enquiries.Enquiry",
        "enquiries.Salt",
        "enquiries.Sending",
        "outbox.Message",
        "previews.Device",
        "previews.Grant",
        "releases.Release",
        "releases.Approval",
        "releases.Contribution",
        "releases.SharedRowAuthor",
        "releases.Step",
        "releases.Asked",
        "releases.Acknowledgement",
        "releases.ExchangeNotice",
        "releases.Insider",
        "releases.Editing",
        "releases.LastLook",
        "releases.Unsaved",
        "search.Entry",
    }
    registered = {part.model._meta.label for part in statements.parts()}

    # Django's and django-allauth's, and the people: none of them holds a word of a release.
    others = {"admin", "auth", "contenttypes", "sessions", "accounts"}
    others |= {"account", "mfa", "usersessions"}

    found = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in others
    }

    assert found == registered | identities | records | LIVE_ON_SAVE
    assert {label.split(".")[0] for label in found} == ours


def test_a_field_without_a_canary_fails() -> None:
    class Odd(models.Model):
        duration = models.DurationField()

        class Meta:
            app_label = "releases"
            managed = False

        def __str__(self) -> str:
            return "odd"

    try:
        with pytest.raises(UncoveredField, match="duration"):
            Canaries().fill(Odd)
    finally:
        del apps.all_models["releases"]["odd"]
        apps.clear_cache()


def test_an_address_without_a_sample_fails(hidden: Hidden) -> None:
    from django.urls import path

    new = known.Surface("new_page", path("new/", lambda request: HttpResponse(), name="new_page"))

    with pytest.raises(UncoveredSurface, match="new_page"):
        samples(new, hidden)


def test_a_key_to_release_that_is_not_registered_fails_the_check() -> None:
    class Stray(models.Model):
        release = models.ForeignKey(Release, models.CASCADE, related_name="+")

        class Meta:
            app_label = "releases"
            managed = False

        def __str__(self) -> str:
            return "stray"

    try:
        assert statements.unregistered([Stray]) == [Stray]
        (error,) = statements.check_statements_are_registered()
        assert error.id == "ircms.E101"
    finally:
        del apps.all_models["releases"]["stray"]
        apps.clear_cache()


def test_every_file_field_is_stored_privately_and_has_no_address() -> None:
    files = [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
    ]

    assert files
    for field in files:
        assert isinstance(field.storage, PrivateStorage)
        with pytest.raises(ValueError, match="no address"):
            field.storage.url("anything")
