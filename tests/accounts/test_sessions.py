"""Sessions and browsers: seen by their owner, ended at once, worth nothing where carried off."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client

from accounts.models import Device
from audit.models import Entry
from outbox.models import Message
from outbox.notice import notice
from tests import factories
from tests.accounts.door import (
    APP,
    CODE,
    DESK,
    OVERVIEW,
    PASSWORD,
    SIGN_IN,
    browser,
    gets_in,
    led_to,
    signed_in,
    type_code,
    type_password,
)  # fmt: skip
from tests.conftest import StoppedClock

CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"


def carried_off(client: Client, *cookies: str, agent: str) -> Client:
    """Mallory's browser, with these cookies of somebody else's."""
    mallory = browser(agent, address="198.51.100.66")
    for name in cookies:
        mallory.cookies[name] = client.cookies[name].value
    return mallory


def test_owner_sees_every_session_and_ends_one_at_once() -> None:
    ada = factories.ada()
    here, there = signed_in(ada), signed_in(ada, browser(CHROME))
    page = here.get(OVERVIEW).content.decode()
    other = UserSession.objects.get(user=ada, user_agent=CHROME)

    here.post(f"/admin/account/session/{other.pk}/end/")

    assert "Chrome on Windows" in page
    assert "Firefox on Linux" in page
    assert gets_in(here)
    assert led_to(there.get(DESK)) == SIGN_IN


def test_session_whose_row_alone_is_gone_is_ended_too() -> None:
    client = signed_in(factories.ada())

    UserSession.objects.all().delete()

    assert led_to(client.get(DESK)) == SIGN_IN


def test_all_others_are_ended_with_one_click() -> None:
    ada = factories.ada()
    here, there, third = signed_in(ada), signed_in(ada), signed_in(ada)

    here.post("/admin/account/sessions/end/")

    assert [gets_in(each) for each in (here, there, third)] == [True, False, False]


def test_nobody_ends_the_session_of_another() -> None:
    ben, client = signed_in(factories.ben()), signed_in(factories.ada())
    row = UserSession.objects.get(user=factories.ben())

    answer = client.post(f"/admin/account/session/{row.pk}/end/")

    assert answer.status_code == 404
    assert gets_in(ben)


def test_superuser_signs_somebody_out_everywhere() -> None:
    ada = factories.ada()
    one, two = signed_in(ada), signed_in(ada)
    root = signed_in(factories.person("Root", is_superuser=True))

    root.post(f"/admin/accounts/user/{ada.pk}/end_sessions/")

    assert not gets_in(one)
    assert not gets_in(two)
    entry = Entry.objects.filter(action="session ended").latest("pk")
    assert entry.said == {"number": 2, "account": ada.pk}


def test_nobody_else_signs_others_out() -> None:
    ada = factories.ada()
    client, ben = signed_in(ada), signed_in(factories.ben())

    answer = ben.post(f"/admin/accounts/user/{ada.pk}/end_sessions/")

    assert answer.status_code == 403
    assert gets_in(client)


def test_stolen_session_cookie_alone_opens_nothing_and_its_owner_hears_of_it() -> None:
    client = signed_in(factories.ada())

    mallory = carried_off(client, settings.SESSION_COOKIE_NAME, agent=CHROME)

    assert led_to(mallory.get(DESK)) == CODE
    assert Message.objects.filter(occasion="session_moved").exists()
    assert Entry.objects.filter(action="session in another browser").exists()


def test_all_stolen_cookies_open_nothing_in_another_browser() -> None:
    client = signed_in(factories.ada())

    mallory = carried_off(client, settings.SESSION_COOKIE_NAME, "desk_device", agent=CHROME)

    assert led_to(mallory.get(DESK)) == CODE
    assert Message.objects.filter(occasion="session_moved").exists()


def test_owner_of_a_stolen_session_proves_it_anew_and_has_another_key() -> None:
    ada = factories.ada()
    client = signed_in(ada)
    mallory = carried_off(client, settings.SESSION_COOKIE_NAME, agent=CHROME)
    mallory.get(DESK)

    client.post(CODE, {"code": factories.code_of(ada)})

    assert gets_in(client)
    assert led_to(mallory.get(DESK)) == SIGN_IN


def test_key_of_the_session_changes_with_each_step() -> None:
    ada, client = factories.ada(), browser()
    factories.enrolled(ada)
    name, keys = settings.SESSION_COOKIE_NAME, []
    client.cookies[name] = "fixedbymalloryfixedbymallory1234"

    type_password(client, ada)
    keys.append(client.cookies[name].value)
    type_code(client, factories.code_of(ada))
    keys.append(client.cookies[name].value)

    assert len({"fixedbymalloryfixedbymallory1234", *keys}) == 3


def test_new_browser_is_told_by_mail_without_a_word_of_where(clock: StoppedClock) -> None:
    ada = factories.ada()
    signed_in(ada, browser(CHROME, address="198.51.100.66"))

    message = Message.objects.get(occasion="new_device")
    mail = notice(message, clock.instant)

    assert message.recipient == ada
    assert mail.body.count("http") == 1
    assert "/admin/account/" in mail.body
    assert "release" not in mail.body


def test_known_browser_is_not_told_of_again() -> None:
    ada = factories.ada()
    client = signed_in(ada)
    client.post("/admin/logout/")

    signed_in(ada, client)

    assert Message.objects.filter(occasion="new_device").count() == 1
    assert Device.objects.count() == 1


def test_cookie_of_a_device_stands_nowhere_but_in_the_browser() -> None:
    client = signed_in(factories.ada())
    cookie = client.cookies["desk_device"]

    assert cookie.value not in str(list(Device.objects.values()))
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/admin/", "Strict", True)
    assert int(cookie["max-age"]) > 60 * 60 * 24 * 300


def test_two_people_at_one_browser_are_known_apart() -> None:
    client = signed_in(factories.ada())
    client.post("/admin/logout/")

    signed_in(factories.ben(), client)

    assert Device.objects.values("token_sha256").distinct().count() == 2
    assert Message.objects.filter(occasion="new_device").count() == 2


def test_new_password_ends_every_other_session_and_keeps_this_one() -> None:
    ada = factories.ada()
    here, there = signed_in(ada), signed_in(ada)
    new = "quite another pass phrase"

    here.post(
        "/admin/password_change/",
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )

    assert gets_in(here)
    assert not gets_in(there)
    assert len(here.get(OVERVIEW).context["sessions"]) == 1


def test_signing_out_ends_the_session_for_whoever_has_its_cookie() -> None:
    client = signed_in(factories.ada())
    mallory = carried_off(client, settings.SESSION_COOKIE_NAME, "desk_device", agent=CHROME)

    client.post("/admin/logout/")

    assert led_to(mallory.get(DESK)) == SIGN_IN
    assert not UserSession.objects.exists()


def test_when_a_session_was_seen_last_is_noted_by_the_minute(clock: StoppedClock) -> None:
    client = signed_in(factories.ada())
    clock.forward(timedelta(minutes=3))

    gets_in(client)

    assert UserSession.objects.get().last_seen_at == clock.instant


def test_pages_at_the_door_can_neither_be_framed_nor_carry_a_script() -> None:
    client = browser()
    type_password(client, factories.ada())

    for page in (browser().get(SIGN_IN), client.get(APP), signed_in(factories.ben()).get(OVERVIEW)):
        policy = page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page["Cache-Control"] == "no-store, private"
        assert b"<script>" not in page.content
        assert b" style=" not in page.content
        assert b'<html lang="en' in page.content


def test_form_from_another_site_is_refused_at_the_door() -> None:
    ada, client = factories.ada(), browser(enforce_csrf_checks=True)
    factories.enrolled(ada)

    for path in (SIGN_IN, "/admin/login/passkey/"):
        answer = client.post(path, {"username": ada.email, "password": PASSWORD, "credential": "x"})
        assert answer.status_code == 403

    inside = browser(enforce_csrf_checks=True)
    inside.cookies = signed_in(ada).cookies
    for path in (CODE, APP, "/admin/account/sessions/end/", "/admin/account/recovery_codes/"):
        assert inside.post(path, {"code": "123456"}).status_code == 403, path


def test_readers_get_no_cookie_of_the_desk() -> None:
    client = signed_in(factories.ada())

    answer = client.get("/news/")

    assert not answer.cookies
    assert "Vary" not in answer or "Cookie" not in answer["Vary"]
