"""The form on the contacts page, as readers and programs fill it in."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from enquiries.models import Enquiry, Salt, Sending
from tests import factories
from tests.conftest import StoppedClock
from tests.enquiries.makers import SAID, send
from tests.factories import NOON
from tests.releases.pages import Page, get

pytestmark = pytest.mark.django_db


def kept() -> int:
    return Enquiry.objects.count()


def shown(response: Any) -> Page:
    return Page(response.content.decode())


# Sending


def test_what_is_sent_is_kept_and_leads_to_a_page_that_says_so(client: Client) -> None:
    response = send(client)

    enquiry = Enquiry.objects.get()
    assert (response.status_code, response["Location"]) == (303, "/contacts/sent/")
    assert [getattr(enquiry, name) for name in list(SAID)[:5]] == list(SAID.values())[:5]
    assert enquiry.created_at == enquiry.due_at == NOON
    assert "within 2 business days" in get(client, "/contacts/sent/").text


def test_in_chinese_it_leads_to_the_chinese_page(client: Client) -> None:
    response = send(client, "/zh-hans/contacts/")

    assert response["Location"] == "/zh-hans/contacts/sent/"
    assert Enquiry.objects.get().language == "zh-hans"


def test_nothing_is_mailed_in_the_request(client: Client, mailoutbox: list[Any]) -> None:
    send(client)

    assert mailoutbox == []


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "Enter your name"),
        ("name", "R", "in two letters at least"),
        ("name", "R" * 101, "in 100 letters at most"),
        ("name", "Rosa https://buy.example", "without a link"),
        ("email", "", "Enter your e-mail address"),
        ("email", "rosa", "like name@example.com"),
        ("email", "rosa@auditors.example\nBcc: all@victims.example", "like name@example.com"),
        ("organisation", "www.buy.example", "without a link"),
        ("sender", "", "Choose as whom you write"),
        ("sender", "regulator", "Choose one of those"),
        ("message", "", "Write what you would like to know"),
        ("message", "Hello", "10 letters at least"),
        ("message", "a" * 4001, "4000 letters at most; it has 4001"),
        ("message", "See https://a.example https://b.example www.c.example", "two links"),
        ("message", "\u202ehow large is the plant", "cannot be seen"),
        ("leave_empty", "yes", "programs that send advertising"),
    ],
)
def test_what_cannot_be_sent_is_said_at_its_field_and_on_top(
    client: Client, field: str, value: str, says: str
) -> None:
    response = send(client, **{field: value})

    page = shown(response)
    assert response.status_code == 422
    assert page.text.count(says) == 2
    described = [
        each
        for tag in ("input", "textarea", "fieldset")
        for each in page.all(tag)
        if f"id_{field}_error" in (each.get("aria-describedby") or "").split()
    ]
    assert described
    assert page.all("p", id=f"id_{field}_error")
    target = "id_sender_0" if field == "sender" else f"id_{field}"
    assert page.all("a", href=f"#{target}")
    assert page.all("input", id=target) or page.all("textarea", id=target)
    assert kept() == 0


def test_what_was_typed_stays(client: Client) -> None:
    response = send(client, email="rosa", message="5 < 6 & so on, is it not?")

    page = shown(response)
    assert page.all("input", name="name", value="Rosa Okafor")
    assert page.all("input", name="email", value="rosa")
    assert [each.get("value") for each in page.all("input") if "checked" in each] == ["analyst"]
    assert "5 &lt; 6 &amp; so on" in response.content.decode()


def test_a_line_end_in_a_name_is_no_header(client: Client) -> None:
    send(client, name="Rosa\r\nBcc: all@victims.example")

    assert Enquiry.objects.get().name == "Rosa Bcc: all@victims.example"


def test_two_links_may_stand_in_a_message(client: Client) -> None:
    send(client, message="Compare https://a.example and https://b.example, please.")

    assert kept() == 1


# Where it comes from


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://mallory.example"},
        {"origin": "null"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver", "sec-fetch-site": "same-site"},
    ],
)
def test_a_page_of_somebody_else_sends_nothing_and_shows_no_words_here(
    client: Client, headers: dict[str, str]
) -> None:
    response = send(client, headers=headers, name="Buy Mallory’s shares")

    assert response.status_code == 403
    assert "sent from another site" in shown(response).text
    assert "Mallory" not in response.content.decode()
    assert kept() == 0


def test_a_text_browser_that_says_nothing_of_it_may_send(client: Client) -> None:
    assert send(client, headers={}).status_code == 303


def test_the_page_lets_browsers_say_where_a_form_comes_from(client: Client) -> None:
    assert client.get("/contacts/")["Referrer-Policy"] == "same-origin"


def test_what_no_browser_sends_is_not_read(client: Client) -> None:
    headers = {"origin": "http://testserver"}
    large = send(client, message="a" * 70_000)
    multipart = client.post("/contacts/", SAID, headers=headers)
    json = client.post("/contacts/", SAID, content_type="application/json", headers=headers)

    assert {large.status_code, multipart.status_code, json.status_code} == {400}
    assert kept() == 0


# How much


def test_a_fourth_within_ten_minutes_is_refused_and_stays_typed(
    client: Client, stopped_clock: StoppedClock
) -> None:
    statuses = [send(client).status_code for _ in range(4)]
    refused = send(client)

    stopped_clock.forward(timedelta(minutes=10))

    assert statuses == [303, 303, 303, 429]
    assert "More is being sent at the moment" in shown(refused).text
    assert shown(refused).all("input", name="name", value="Rosa Okafor")
    assert send(client).status_code == 303


def test_others_may_still_send(client: Client) -> None:
    for _ in range(4):
        send(client)

    assert send(client, address="192.0.2.2").status_code == 303


def test_of_ipv6_the_network_counts(client: Client) -> None:
    for number in range(3):
        send(client, address=f"2001:db8::{number}")

    assert send(client, address="2001:db8::99").status_code == 429
    assert send(client, address="2001:db8:0:1::1").status_code == 303


def test_everybody_together_may_send_sixty_an_hour(
    client: Client, stopped_clock: StoppedClock
) -> None:
    for number in range(60):
        send(client, address=f"198.51.100.{number}")

    refused = send(client, address="203.0.113.1").status_code
    stopped_clock.forward(timedelta(hours=1))

    assert refused == 429
    assert send(client, address="203.0.113.1").status_code == 303


def test_what_is_wrong_or_refused_counts_for_nothing(client: Client) -> None:
    for _ in range(9):
        send(client, email="rosa")

    assert send(client).status_code == 303


def test_no_address_is_kept(client: Client) -> None:
    send(client)

    rows = [*Sending.objects.values(), *Salt.objects.values(), *Enquiry.objects.values()]
    assert "192.0.2.1" not in str(rows)
    assert len(Salt.objects.get().value) == 64


def test_the_same_address_is_another_number_on_another_day(
    client: Client, stopped_clock: StoppedClock
) -> None:
    send(client)
    stopped_clock.forward(timedelta(days=1))

    send(client)

    assert len(set(Sending.objects.values_list("network", flat=True))) == 2


# Where it is


def test_without_a_mailbox_there_is_no_form(client: Client, settings: Any) -> None:
    settings.IRCMS_IR_MAILBOX = ""

    assert "Send us a message" not in get(client, "/contacts/").text
    assert "Send us a message" not in shown(send(client)).text
    assert kept() == 0


def test_on_a_past_day_there_is_no_form(client: Client) -> None:
    factories.public()

    assert "Send us a message" not in get(client, "/contacts/?as_of=2026-03-01").text
    assert send(client, "/contacts/?as_of=2026-03-01").status_code == 200
    assert kept() == 0


def test_the_page_is_the_same_for_every_reader_and_sets_no_cookie(client: Client) -> None:
    first, second = client.get("/contacts/"), Client(REMOTE_ADDR="192.0.2.9").get("/contacts/")
    sent = send(client)

    assert first.content == second.content
    assert not first.cookies
    assert not sent.cookies
    assert "token" not in first.content.decode()


def test_every_field_has_a_label(client: Client) -> None:
    page = get(client, "/contacts/")

    labelled = {each["for"] for each in page.all("label")}
    fields = [each for tag in ("input", "textarea") for each in page.all(tag)]
    assert {each["id"] for each in fields if each.get("type") != "hidden"} <= labelled
    assert page.all("input", autocomplete="email", type="email")
