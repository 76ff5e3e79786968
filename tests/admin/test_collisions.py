"""Two people saving over each other: the second sees what changed, chooses, and loses nothing."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from facilities.models import CapacityFigure
from ircms.actor import acting_as
from releases.models import Attachment, Release, ReleaseContact
from tests import factories
from tests.admin.desk import RELEASES, as_shown, errors_of, page_of, signed_in
from tests.conftest import StoppedClock
from tests.facilities.makers import facility

Opened = Callable[[Client, Release], dict[str, Any]]
TEXT = "<p>The plant in Wuxi makes twelve batches a year. Porto follows in the spring.</p>"


@pytest.fixture
def opened(stopped_clock: StoppedClock) -> Opened:
    """The form as a person opens it, once everything before it is committed."""

    def opened(client: Client, release: Release) -> dict[str, Any]:
        stopped_clock.settle()
        return as_shown(client.get(page_of(release)))

    return opened


@pytest.fixture
def again(stopped_clock: StoppedClock) -> Callable[..., dict[str, Any]]:
    """What the page that came back would send, with choices by name (``field`` or
    ``prefix:field``)."""

    def again(response: Any, **chosen: str) -> dict[str, Any]:
        stopped_clock.settle()
        collision = response.context["collision"]
        data = as_shown(response)
        for name, value in collision.carried:
            data[name] = [*data.get(name, []), value]
        for item in items(response):
            if item.question is None:
                continue
            prefix, _, field = item.question.name.split(":")
            choice = chosen.get(f"{prefix}__{field}", next(
                (each.value for each in item.options if each.is_chosen), ""))  # fmt: skip
            if choice:
                data[f"choice:{item.question.name}"] = choice
        return data

    return again


@pytest.fixture
def release(stopped_clock: StoppedClock) -> Release:
    return factories.draft(body=TEXT, subheadline="A second plant is to follow")


@pytest.fixture
def ada() -> Client:
    return signed_in(factories.ada())


@pytest.fixture
def eve() -> Client:
    return signed_in(factories.person("Eve", "writer"))


def items(response: Any) -> list[Any]:
    return [item for group in response.context["collision"].groups for item in group.items]


def saves(client: Client, release: Release, data: dict[str, Any], **typed: Any) -> None:
    """The form in ``data`` is sent, saved and committed."""
    response = client.post(page_of(release), typed_into(data, **typed))
    assert response.status_code == 302, errors_of(response)
    StoppedClock().settle()


def typed_into(data: dict[str, Any], **typed: Any) -> dict[str, Any]:
    changed = data | {name.replace("__", "-"): value for name, value in typed.items()}
    return {name: value for name, value in changed.items() if value is not None}


def stored(release: Release) -> Release:
    return Release.objects.get(pk=release.pk)


def test_nothing_is_saved_and_the_page_says_what_others_changed(opened, ada, eve, release):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, subheadline="A second plant is to follow in Porto")

    response = ada.post(page_of(release), typed_into(mine, headline="What Ada wrote"))

    (item,) = items(response)
    assert (item.label, item.who) == ("Subheadline", "Eve")
    assert item.theirs == "A second plant is to follow <ins>in Porto</ins>"
    assert errors_of(response)["__all__"][0].startswith("Eve changed this release after you")
    assert stored(release).headline == "Harbor Bio opens a plant"
    assert 'value="What Ada wrote"' in response.content.decode() or "What Ada wrote" in str(
        response.context["adminform"].form["headline"]
    )


def test_what_two_people_wrote_in_different_fields_is_saved_together(
    opened, again, ada, eve, release
):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, subheadline="Eve’s subheadline")
    response = ada.post(page_of(release), typed_into(mine, headline="Ada’s headline"))

    saves(ada, release, again(response))

    assert stored(release).headline == "Ada’s headline"
    assert stored(release).subheadline == "Eve’s subheadline"
    assert stored(release).contributions.count() == 2


def test_what_i_left_alone_may_be_put_back(opened, again, ada, eve, release):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, subheadline="Eve’s subheadline")
    response = ada.post(page_of(release), typed_into(mine, headline="Ada’s headline"))

    saves(ada, release, again(response, __subheadline="mine"))

    assert stored(release).subheadline == "A second plant is to follow"


def test_where_both_wrote_nothing_is_chosen_and_nothing_saved_until_it_is(
    opened, again, ada, eve, release
):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, headline="Eve’s headline")
    response = ada.post(page_of(release), typed_into(mine, headline="Ada’s headline"))
    (item,) = items(response)

    response = ada.post(page_of(release), again(response))

    assert [each.is_chosen for each in item.options] == [False, False]
    assert response.context["collision"].is_asked_again
    assert "Choose where you both wrote" in errors_of(response)["__all__"][0]
    assert [item.label for item in items(response)] == ["Headline"]
    assert stored(release).headline == "Eve’s headline"


@pytest.mark.parametrize(("choice", "wins"), [("mine", "Ada’s"), ("theirs", "Eve’s")])
def test_chosen_of_two_headlines_is_saved(opened, again, ada, eve, release, choice, wins):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, headline="Eve’s headline")
    response = ada.post(page_of(release), typed_into(mine, headline="Ada’s headline"))

    saves(ada, release, again(response, __headline=choice))

    assert stored(release).headline == f"{wins} headline"


def test_bodies_are_compared_by_their_words(opened, ada, eve, release):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, body=TEXT.replace("twelve", "<strong>fifteen</strong>"))

    response = ada.post(page_of(release), typed_into(mine, body=TEXT.replace("spring", "autumn")))

    (item,) = items(response)
    assert "<del>twelve</del><ins>fifteen</ins>" in item.theirs
    assert "<del>spring</del><ins>autumn</ins>." in item.mine
    assert "strong" not in item.theirs


def test_texts_of_others_are_escaped(opened, ada, eve, release):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, staff_note="<script>alert(1)</script> & so on, and on")

    response = ada.post(page_of(release), mine)

    page = response.content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on" in page


def test_what_i_wrote_on_after_choosing_theirs_is_asked_about_again(
    opened, again, ada, eve, release
):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, headline="Eve’s headline")
    response = ada.post(page_of(release), typed_into(mine, headline="Ada’s headline"))
    chosen = again(response, __headline="theirs") | {"headline": "Ada’s better headline"}

    response = ada.post(page_of(release), chosen)

    (item,) = items(response)
    assert item.question.is_edited
    assert stored(release).headline == "Eve’s headline"
    assert "Ada’s better headline" in str(response.context["adminform"].form["headline"])


def test_same_change_by_both_is_no_question(opened, again, ada, eve, release):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, headline="One headline")

    response = ada.post(page_of(release), typed_into(mine, headline="One headline"))

    (item,) = items(response)
    assert item.question is None


def test_third_save_in_between_is_shown_and_asked_the_same_way(opened, again, ada, eve, release):
    ben = signed_in(factories.person("Bo", "writer"))
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, headline="Eve’s headline", subheadline="Eve’s subheadline")
    response = ada.post(page_of(release), typed_into(mine, headline="Ada’s headline"))
    chosen = again(response, __headline="mine")
    saves(ben, release, opened(ben, release), headline="Bo’s headline")

    response = ada.post(page_of(release), chosen)

    asked = {item.label: item for item in items(response)}
    assert asked["Headline"].question.kind == "both"
    assert asked["Headline"].who == "Eve and Bo"
    assert asked["Subheadline"].question is None
    assert stored(release).headline == "Bo’s headline"
    saves(ada, release, again(response, __headline="mine"))
    assert stored(release).headline == "Ada’s headline"
    assert stored(release).subheadline == "Eve’s subheadline"


def test_open_question_is_still_open_after_a_third_save_of_something_else(
    opened, again, ada, eve, release
):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, headline="Eve’s headline")
    response = ada.post(page_of(release), typed_into(mine, headline="Ada’s headline"))
    unanswered = again(response)
    saves(eve, release, opened(eve, release), staff_note="By Eve")

    response = ada.post(page_of(release), unanswered)

    asked = {item.label: item.question.kind for item in items(response)}
    assert asked == {"Headline": "both", "Staff note": "untouched"}


def test_phone_that_both_changed_is_asked_and_the_headline_of_one_kept(
    opened, again, ada, eve, release
):
    row = factories.print_contact(release, factories.contact())
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, printed_contacts__0__phone="+1 555 0199")
    typed = typed_into(mine, printed_contacts__0__phone="+1 555 0142", headline="Ada’s")

    response = ada.post(page_of(release), typed)

    (item,) = items(response)
    assert response.context["collision"].groups[0].title == "Contact: Mara Lindqvist"
    assert item.theirs.startswith("<del>+1 555 0100</del>")
    assert "<ins>+1 555 0142</ins>" in item.mine
    saves(ada, release, again(response, printed_contacts__phone="theirs"))
    row.refresh_from_db()
    assert (row.phone, stored(release).headline) == ("+1 555 0199", "Ada’s")


def test_row_that_somebody_added_is_in_the_form_and_survives_the_save(
    opened, again, ada, eve, release
):
    mine, theirs = opened(ada, release), opened(eve, release)
    who = factories.contact("Ines Marrow")
    saves(
        eve, release, theirs, printed_contacts__TOTAL_FORMS="1",
        printed_contacts__0__contact=who.pk, printed_contacts__0__position="0",
    )  # fmt: skip
    new = factories.contact("Jon Aster")
    typed = typed_into(
        mine, printed_contacts__TOTAL_FORMS="1", printed_contacts__0__contact=new.pk,
        printed_contacts__0__position="1",
    )  # fmt: skip

    response = ada.post(page_of(release), typed)

    (item,) = items(response)
    assert item.what == "added"
    assert ("Name as printed", "Ines Marrow") in item.told
    saves(ada, release, again(response))
    names = ReleaseContact.objects.filter(release=release).values_list("name", flat=True)
    assert sorted(names) == ["Ines Marrow", "Jon Aster"]


def test_row_that_somebody_removed_and_i_left_alone_goes(opened, again, ada, eve, release):
    factories.print_contact(release, factories.contact())
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, printed_contacts__0__DELETE="on")

    response = ada.post(page_of(release), typed_into(mine, headline="Ada’s"))

    (item,) = items(response)
    assert (item.what, item.question) == ("removed", None)
    saves(ada, release, again(response))
    assert not release.printed_contacts.exists()
    assert stored(release).headline == "Ada’s"


@pytest.mark.parametrize(("choice", "phones"), [("mine", ["+1 555 0142"]), ("theirs", [])])
def test_row_that_somebody_removed_while_i_changed_it_is_put_back_or_let_go(
    opened, again, ada, eve, release, choice, phones
):
    factories.print_contact(release, factories.contact())
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, printed_contacts__0__DELETE="on")
    typed = typed_into(mine, printed_contacts__0__phone="+1 555 0142")
    response = ada.post(page_of(release), typed)
    (item,) = items(response)

    response = ada.post(page_of(release), again(response))
    saves(ada, release, again(response, printed_contacts__=choice))

    assert "<ins>+1 555 0142</ins>" in dict(item.told)["Phone as printed"]
    assert list(release.printed_contacts.values_list("phone", flat=True)) == phones


@pytest.mark.parametrize(("choice", "phones"), [("mine", []), ("theirs", ["+1 555 0199"])])
def test_row_that_i_removed_while_somebody_changed_it_is_asked_about(
    opened, again, ada, eve, release, choice, phones
):
    factories.print_contact(release, factories.contact())
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, printed_contacts__0__phone="+1 555 0199")
    response = ada.post(page_of(release), typed_into(mine, printed_contacts__0__DELETE="on"))

    response = ada.post(page_of(release), again(response))
    assert release.printed_contacts.get().phone == "+1 555 0199"
    saves(ada, release, again(response, printed_contacts__=choice))

    assert list(release.printed_contacts.values_list("phone", flat=True)) == phones


def test_row_that_both_removed_is_no_question(opened, again, ada, eve, release):
    factories.print_contact(release, factories.contact())
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, printed_contacts__0__DELETE="on")

    response = ada.post(page_of(release), typed_into(mine, printed_contacts__0__DELETE="on"))
    saves(ada, release, again(response))

    assert not release.printed_contacts.exists()


def test_new_order_of_one_and_the_words_of_the_other_are_saved_together(
    opened, again, ada, eve, release
):
    for number, name in enumerate(["Ines Marrow", "Jon Aster", "Mara Lindqvist"]):
        factories.print_contact(release, factories.contact(name), position=number)
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(
        eve, release, theirs, printed_contacts__0__position="2", printed_contacts__2__position="0"
    )
    response = ada.post(page_of(release), typed_into(mine, printed_contacts__0__phone="+1 555 7"))

    saves(ada, release, again(response))

    rows = [(row.name, row.phone) for row in release.printed_contacts.all()]
    assert [name for name, _ in rows] == ["Mara Lindqvist", "Jon Aster", "Ines Marrow"]
    assert ("Ines Marrow", "+1 555 7") in rows


def test_categories_that_both_chose_are_asked_about(opened, again, ada, eve, release):
    trials = factories.category("Trials", "trials")
    sites = factories.category("Facilities", "facilities")
    factories.categorise(factories.draft("Elsewhere"), trials, sites)
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, categories=[trials.pk])

    response = ada.post(page_of(release), typed_into(mine, categories=[sites.pk]))

    (item,) = items(response)
    assert (item.label, item.who, item.question.kind) == ("Categories", "Eve", "both")
    assert "<ins>Trials</ins>" in item.theirs
    saves(ada, release, again(response, __categories="theirs"))
    assert list(stored(release).categories.all()) == [trials]


def test_category_that_somebody_took_off_stays_off(opened, again, ada, eve, release):
    sites = factories.category()
    factories.categorise(release, sites)
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, categories=None)
    response = ada.post(page_of(release), typed_into(mine, headline="Ada’s"))

    saves(ada, release, again(response))

    assert not stored(release).categories.exists()


def test_times_and_boxes_are_told_as_people_read_them(opened, again, ada, eve, stopped_clock):
    release = factories.draft(publish_at=factories.NOON + timedelta(days=1))
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, publish_at="2026-03-04T16:30:00", is_inside_information="on")

    response = ada.post(page_of(release), typed_into(mine, publish_at="2026-03-05T16:30:00"))

    told = {item.label: item for item in items(response)}
    assert "<del>Tue 3 Mar 2026, 12:00 EST</del>" in told["Publish at"].theirs
    assert "<ins>Wed 4 Mar 2026, 16:30 EST</ins>" in told["Publish at"].theirs
    assert "<del>no</del>" in told["Inside information"].theirs
    saves(ada, release, again(response, __publish_at="mine"))
    assert stored(release).publish_at == datetime(2026, 3, 5, 21, 30, tzinfo=UTC)
    assert stored(release).is_inside_information


def test_standing_text_that_somebody_chose_is_kept_beside_mine(opened, again, ada, eve, release):
    about, harbor = factories.standing_text(), factories.standing_text("safe_harbor")
    factories.print_text(factories.draft("Elsewhere"), about)
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(
        eve, release, theirs, printed_texts__TOTAL_FORMS="1",
        printed_texts__0__standing_text=about.pk, printed_texts__0__position="0",
    )  # fmt: skip
    typed = typed_into(
        mine, printed_texts__TOTAL_FORMS="1", printed_texts__0__standing_text=harbor.pk,
        printed_texts__0__position="1",
    )  # fmt: skip
    response = ada.post(page_of(release), typed)

    saves(ada, release, again(response))

    assert [row.standing_text for row in release.printed_texts.all()] == [about, harbor]


def stated(release: Release, *places: str) -> CapacityFigure:
    with acting_as(factories.ada()):
        return CapacityFigure.state(
            release=release, facilities=[facility(name) for name in places], measure="gmp_area",
            value=12, unit="square_foot", as_printed="12 square feet", passage="12 square feet",
            basis="actual", as_of=date(2026, 3, 1),
        )  # fmt: skip


def known_to_all(*places: str) -> None:
    """Another release speaks of them: they exist for everybody at the desk."""
    stated(factories.draft("Elsewhere", body="<p>They have 12 square feet.</p>"), *places)


def test_sites_of_a_figure_are_a_choice_like_any_field(opened, again, ada, eve, stopped_clock):
    release = factories.draft(body="<p>Wuxi and Porto have 12 square feet.</p>")
    stated(release, "Wuxi")
    known_to_all("Wuxi", "Porto")
    mine, theirs = opened(ada, release), opened(eve, release)
    both = [facility(name).pk for name in ("Wuxi", "Porto")]
    saves(eve, release, theirs, capacityfigure__0__places=both)
    response = ada.post(page_of(release), typed_into(mine, headline="Ada’s"))

    told = [item for item in items(response) if item.label == "Facilities"]
    saves(ada, release, again(response))

    assert [item.question.kind for item in told] == ["untouched"]
    assert {site.name for site in CapacityFigure.objects.get(release=release).facilities.all()} == {
        "Wuxi",
        "Porto",
    }
    assert stored(release).headline == "Ada’s"


def test_figure_that_somebody_added_is_in_the_form(opened, again, ada, eve, stopped_clock):
    release = factories.draft(body="<p>Wuxi has 12 square feet.</p>")
    known_to_all("Wuxi")
    mine, theirs = opened(ada, release), opened(eve, release)
    row = {
        "places": [facility("Wuxi").pk], "passage": "12 square feet", "measure": "gmp_area",
        "value": "12", "unit": "square feet", "as_printed": "12 square feet", "basis": "actual",
        "as_of": "2026-03-01", "as_of_precision": "day", "position": "0",
    }  # fmt: skip
    sent = {f"capacityfigure__0__{name}": value for name, value in row.items()}
    saves(eve, release, theirs, capacityfigure__TOTAL_FORMS="1", **sent)

    response = ada.post(page_of(release), typed_into(mine, headline="Ada’s"))

    (item,) = items(response)
    assert item.what == "added"
    saves(ada, release, again(response))
    assert CapacityFigure.objects.filter(release=release).count() == 1
    assert stored(release).headline == "Ada’s"


def test_files_of_others_are_only_shown(opened, again, ada, eve, release):
    factories.attach(release)
    mine, theirs = opened(ada, release), opened(eve, release)
    theirs["attachments-0-file"] = SimpleUploadedFile("layout.pdf", factories.PDF + b"%2\n")
    saves(eve, release, theirs)

    response = ada.post(page_of(release), typed_into(mine, attachments__0__title="The plan"))

    (item,) = items(response)
    assert item.question is None
    assert item.theirs.endswith("<ins>layout.pdf</ins>")
    saves(ada, release, again(response))
    kept = Attachment.objects.get()
    assert (kept.filename, kept.title) == ("layout.pdf", "The plan")


def test_file_whose_row_is_gone_has_to_be_attached_again(opened, again, ada, eve, release):
    factories.attach(release)
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, attachments__0__DELETE="on")

    response = ada.post(page_of(release), typed_into(mine, attachments__0__title="The plan"))

    (item,) = items(response)
    assert "<ins>The plan</ins>" in dict(item.told)["Title"]
    assert "attach it again" in response.content.decode()
    saves(ada, release, again(response))
    assert not Attachment.objects.exists()


def test_new_file_of_mine_goes_with_its_row_where_rows_moved(opened, again, ada, eve, release):
    factories.attach(release)
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, attachments__0__DELETE="on")
    mine |= {"attachments-TOTAL_FORMS": "2", "attachments-1-title": "Map",
             "attachments-1-position": "1"}  # fmt: skip
    mine["attachments-1-file"] = SimpleUploadedFile("map.pdf", factories.PDF)

    response = ada.post(page_of(release), mine)

    assert errors_of(response)["attachments-0-file"] == [
        "Choose map.pdf again: browsers do not keep files."
    ]


def test_approval_that_fell_meanwhile_is_no_obstacle(opened, again, ada, eve, stopped_clock):
    release = factories.approved()
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, headline="Eve’s headline")
    response = ada.post(page_of(release), typed_into(mine, subheadline="Ada’s"))

    saves(ada, release, again(response))

    assert stored(release).headline == "Eve’s headline"
    assert not stored(release).is_approved


def test_release_that_is_frozen_meanwhile_says_so_and_shows_nothing_else(
    opened, ada, eve, stopped_clock
):
    release = factories.approved()
    mine = opened(ada, release)
    with acting_as(factories.ada()):
        Release.objects.filter(pk=release.pk).update(headline="Another headline")
    factories.approve(release)
    stopped_clock.forward(timedelta(minutes=59, seconds=55))

    response = ada.post(page_of(release), typed_into(mine, headline="Typed too slowly"))

    assert "goes out within seconds" in errors_of(response)["__all__"][0]
    assert "collision" not in response.context
    assert "Typed too slowly" in response.content.decode()


def test_release_made_confidential_meanwhile_is_as_unknown_as_any(opened, ada, release):
    from releases.insiders import make_confidential

    mine = opened(ada, release)
    make_confidential(release, by=factories.person("Eve", "writer"), at=factories.NOON)
    never = f"{RELEASES}{release.pk + 1000}/change/"

    known, unknown = ada.post(page_of(release), mine), ada.post(never, mine)

    assert (known.status_code, known.headers.get("Location")) == (
        unknown.status_code,
        unknown.headers.get("Location"),
    )


def test_form_without_a_place_in_the_audit_asks_about_all_that_differs(
    opened, again, ada, eve, release
):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, subheadline="Eve’s")
    typed = typed_into(mine, headline="Ada’s", read_position=None)

    response = ada.post(page_of(release), typed)

    asked = {item.label: item.question.kind for item in items(response)}
    assert asked == {"Headline": "both", "Subheadline": "both"}
    saves(ada, release, again(response, __headline="mine", __subheadline="theirs"))
    assert (stored(release).headline, stored(release).subheadline) == ("Ada’s", "Eve’s")


@pytest.mark.parametrize(
    "forged",
    [
        {"read_position": "999999999999"},
        {"read_position": "-1", "read_revision": "x"},
        {"collision-open": ["", ":", "::", "printed_contacts:x:", "printed_contacts:999:"]},
        {"choice:printed_contacts:999:": "mine", "collision-open": "printed_contacts:999:"},
        {"collision-first": "abc", "collision-taken": ":1:headline"},
        {"printed_contacts-TOTAL_FORMS": "x"},
        {"printed_contacts-INITIAL_FORMS": "2", "printed_contacts-TOTAL_FORMS": "2",
         "printed_contacts-0-id": "999", "printed_contacts-1-id": "x"},
    ],
)  # fmt: skip
def test_forged_form_saves_nothing_unseen_and_breaks_nothing(opened, ada, eve, release, forged):
    mine, theirs = opened(ada, release), opened(eve, release)
    saves(eve, release, theirs, headline="Eve’s headline")

    response = ada.post(page_of(release), mine | forged)

    assert response.status_code == 200
    assert stored(release).headline == "Eve’s headline"


def test_own_change_in_another_window_is_named_as_that(opened, ada, release):
    mine, other = opened(ada, release), opened(ada, release)
    saves(ada, release, other, headline="From the other window")

    response = ada.post(page_of(release), mine)

    assert [item.who for item in items(response)] == ["You, in another window"]
