"""The insider list at the desk: who sees it, who changes it, and what those on it see."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outbox.models import Message
from releases import insiders, review
from releases.models import Insider, Release
from releases.transitions import TransitionRefused
from tests import factories, plans
from tests.admin.desk import RELEASES, errors_of, filled_in, page_of, signed_in
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
HEADLINE = "Harbor Bio is bought"


def wim() -> Any:
    return factories.person("Wim", "writer")


def kept(*people: Any, **columns: Any) -> Release:
    """Confidential: Ada knows of it, and ``people``."""
    release = factories.draft(HEADLINE, **columns)
    insiders.make_confidential(release, by=factories.ada(), at=NOON, people=people)
    return release


def list_of(release: Release) -> str:
    return f"{RELEASES}{release.pk}/insiders/"


def on_list(release: Release) -> set[str]:
    return {str(row.user) for row in insiders.listed(release)}


def test_those_on_the_list_see_it_in_the_list_and_its_page() -> None:
    release = kept(wim())
    client = signed_in(wim())

    assert HEADLINE in client.get(RELEASES).content.decode()
    assert HEADLINE in client.get(f"{RELEASES}?q=bought").content.decode()
    assert '<span class="kept">Confidential</span>' in client.get(page_of(release)).content.decode()
    assert client.get(list_of(release)).status_code == 200


@pytest.mark.parametrize(
    "who", [factories.cora, wim, lambda: factories.person("Su", is_superuser=True)]
)
def test_for_others_it_is_as_if_it_were_not_there(who: Any) -> None:
    release = kept()
    client = signed_in(who())

    assert HEADLINE not in client.get(RELEASES).content.decode()
    assert client.get(page_of(release)).status_code == 302
    assert client.get(list_of(release)).status_code == 404
    assert client.post(list_of(release), {"act": "open-up"}).status_code == 404


def test_once_it_is_public_everybody_sees_it(stopped_clock: Any) -> None:
    due = NOON + timedelta(hours=1)
    release = factories.approve(kept(factories.ben(), factories.cora(), publish_at=due))

    before = signed_in(wim()).get(page_of(release)).status_code
    stopped_clock.forward(timedelta(hours=2))
    after = signed_in(wim()).get(page_of(release))

    assert before == 302
    assert HEADLINE in after.content.decode()
    assert "Confidential" not in after.content.decode()


def test_an_auditor_sees_how_many_are_omitted_and_nobody_else_does() -> None:
    release = kept()
    factories.draft("Eine Fassung", translation_of=release, language="de")
    dora, root = factories.person("Dora", "auditor"), factories.person("Su", is_superuser=True)

    seen = signed_in(dora).get(RELEASES).content.decode()

    assert "Not shown: <b>2</b> confidential." in seen
    assert "Not shown" not in signed_in(root).get(RELEASES).content.decode()
    assert "Not shown" not in signed_in(dora).get("/admin/").content.decode()


def test_its_page_makes_it_confidential_and_names_people() -> None:
    release = factories.draft(HEADLINE)
    ada = signed_in(factories.ada())

    response = ada.post(list_of(release), {"act": "make", "people": [wim().pk]}, follow=True)

    assert on_list(release) == {"Ada", "Wim"}
    page = response.content.decode()
    assert "named by Ada" in page
    assert "Mar 2, 2026" in page or "2 Mar 2026" in page or "March" in page


def test_people_are_put_on_the_list_and_taken_off() -> None:
    release = kept()
    ada = signed_in(factories.ada())

    ada.post(list_of(release), {"act": "add", "people": [wim().pk, factories.cora().pk]})
    assert on_list(release) == {"Ada", "Wim", "Cora"}
    ada.post(list_of(release), {"act": "take-off", "person": wim().pk})

    assert on_list(release) == {"Ada", "Cora"}
    assert signed_in(wim()).get(page_of(release)).status_code == 302


def test_whoever_leaves_the_list_is_led_away_from_it() -> None:
    release = kept(wim())

    response = signed_in(wim()).post(list_of(release), {"act": "take-off", "person": wim().pk})

    assert response["Location"] == RELEASES


def test_somebody_who_can_write_it_stays_on_the_list() -> None:
    release = kept(factories.cora())

    response = signed_in(factories.ada()).post(
        list_of(release), {"act": "take-off", "person": factories.ada().pk}
    )

    assert "Nobody who can write it would be left" in response.content.decode()
    assert on_list(release) == {"Ada", "Cora"}


def test_it_is_opened_up_again_and_the_list_stays_as_a_record() -> None:
    release = kept()

    signed_in(factories.ada()).post(list_of(release), {"act": "open-up"})

    assert signed_in(wim()).get(page_of(release)).status_code == 200
    assert Insider.objects.filter(release=release).count() == 1


@pytest.mark.parametrize(
    "sent", [{}, {"act": "add"}, {"act": "take-off", "person": "²"}, {"act": "x"}]
)
def test_what_makes_no_sense_changes_nothing(sent: dict[str, str]) -> None:
    release = kept()

    response = signed_in(factories.ada()).post(list_of(release), sent)

    assert response.status_code == 200
    assert on_list(release) == {"Ada"}


def test_whoever_may_only_read_does_not_see_the_list() -> None:
    release = kept(factories.ben())
    ben = signed_in(factories.ben())

    assert ben.get(list_of(release)).status_code == 403
    assert list_of(release) not in ben.get(page_of(release)).content.decode()


def test_nobody_without_the_right_to_see_releases_is_put_on_the_list() -> None:
    mallory = factories.person("Mallory")

    with pytest.raises(TransitionRefused, match="no right to see releases"):
        kept(mallory)


def test_a_release_is_confidential_from_its_first_instant() -> None:
    ada = signed_in(factories.ada())
    add = f"{RELEASES}add/"

    ada.post(add, filled_in(ada, add, headline=HEADLINE, body="<p>It is.</p>", is_kept="on"))

    release = Release.objects.get()
    assert release.is_confidential
    assert on_list(release) == {"Ada"}


def test_a_form_that_was_open_when_it_became_confidential_saves_and_shows_nothing() -> None:
    release = factories.draft(HEADLINE)
    client = signed_in(wim())
    data = filled_in(client, page_of(release), subheadline="Mine", body="")
    insiders.make_confidential(release, by=factories.ada(), at=NOON)

    response = client.post(page_of(release), data, follow=True)

    assert HEADLINE not in response.content.decode()
    release.refresh_from_db()
    assert release.subheadline == ""


def test_a_transition_is_refused_to_whoever_is_not_on_the_list() -> None:
    release = kept()

    with pytest.raises(TransitionRefused):
        review.comment(release, by=wim(), at=NOON, text="I know.")


def test_nobody_else_is_told_by_mail() -> None:
    factories.cora(), factories.bea()
    release = kept(wim(), factories.ben(), publish_at=NOON + timedelta(hours=1))
    before = set(Message.objects.values_list("pk", flat=True))

    review.submit(release, by=factories.ada(), at=NOON, revision=release.revision)
    review.comment(release, by=wim(), at=NOON, text="A word.")

    told = Message.objects.exclude(pk__in=before)
    assert {str(message.recipient) for message in told} == {"Ben", "Ada"}


def test_a_language_version_is_known_to_whoever_knows_its_original() -> None:
    release = kept(factories.ben())
    version = factories.draft("Version", translation_of=release, language="fr")

    assert signed_in(wim()).get(page_of(version)).status_code == 302
    assert signed_in(factories.ben()).get(page_of(version)).status_code == 200
    with pytest.raises(TransitionRefused, match="original"):
        insiders.make_confidential(version, by=factories.ada(), at=NOON)


def test_a_version_has_no_list_of_its_own() -> None:
    original = factories.draft("An original")
    ada = signed_in(factories.ada())
    add = f"{RELEASES}add/"
    typed = {"headline": HEADLINE, "body": "<p>It is.</p>", "language": "fr", "is_kept": "on"}

    response = ada.post(add, filled_in(ada, add, **typed, translation_of=original.pk))

    assert "translation_of" in errors_of(response)


def test_nothing_open_corrects_what_is_kept() -> None:
    release = kept()
    ada = signed_in(factories.ada())
    draft = factories.draft("Another")

    response = ada.post(page_of(draft), filled_in(ada, page_of(draft), corrects=release.pk))

    assert "corrects" in errors_of(response)


def test_losing_the_account_changes_nothing_for_the_others() -> None:
    release = kept(wim())
    ada = factories.ada()
    ada.is_active = False
    ada.save()

    assert on_list(release) == {"Ada", "Wim"}
    assert signed_in(wim()).get(page_of(release)).status_code == 200


# What it costs.


def test_a_list_asks_as_many_questions_whatever_is_confidential() -> None:
    for number in range(3):
        factories.draft(f"Number {number}")
    client = signed_in(wim())
    client.get(RELEASES)

    with CaptureQueriesContext(connection) as without:
        client.get(RELEASES)
    for number in range(3):
        kept(slug=f"kept-{number}")
    with CaptureQueriesContext(connection) as with_some:
        client.get(RELEASES)

    assert len(with_some) == len(without)


def test_the_list_walks_its_index() -> None:
    user = wim()
    rows = Release.objects.filter(insiders.known_q(user, NOON), out_at__isnull=False)

    with CaptureQueriesContext(connection) as asked:
        list(rows.order_by("-out_at", "-pk")[:51])

    plan = plans.plan_of(asked.captured_queries[0]["sql"])
    assert plans.sorts(plan) == []
    if connection.vendor == "sqlite":
        assert "release_newest_first" in " ".join(plan)
