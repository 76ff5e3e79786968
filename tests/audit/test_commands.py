"""The commands: verifying, anchoring, erasing, as whoever runs them sees it."""

import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.core.management import CommandError, call_command

from accounts.models import User
from audit import anchors
from audit.models import Detail, Entry, Link
from audit.verification import Head, verify
from tests import factories
from tests.audit.makers import a_chain, as_owner, settle
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


def run(*words: object) -> str:
    out = io.StringIO()
    call_command(*(str(word) for word in words), stdout=out)
    return out.getvalue()


def refused(match: str) -> Any:
    return pytest.raises(CommandError, match=match)


@pytest.fixture
def public_key(tmp_path: Path, settings: Any) -> str:
    """A key of our own, named by the setting; its public half."""
    settings.IRCMS_AUDIT_KEY = str(tmp_path / "audit.pem")
    return run("anchor_audit", "--new-key", tmp_path / "audit.pem").strip()


@pytest.fixture
def anchor(public_key: str, tmp_path: Path) -> Path:
    """An anchor of a chain."""
    a_chain()
    path = tmp_path / "anchor.json"
    run("anchor_audit", "--out", path)
    return path


def test_a_chain_that_stands_is_said_to_stand() -> None:
    a_chain()

    said = run("verify_audit")

    head = Link.objects.latest("position")
    assert said == (
        f"{head.position} entries checked, all as they were written. "
        f"Head: position {head.position}, {head.hash}.\n"
    )


def test_a_broken_chain_ends_the_command_with_one() -> None:
    entry = a_chain()

    with as_owner() as cursor, refused(f"^Position {entry.link.position}, ") as caught:
        cursor.execute("UPDATE audit_entry SET actor = 99 WHERE id = %s", [entry.pk])
        run("verify_audit")

    assert caught.value.returncode == 1


def test_an_anchor_is_the_signed_head(anchor: Path, public_key: str) -> None:
    head = Link.objects.latest("position")

    told = json.loads(anchor.read_text())

    assert (told["format"], told["public_key"]) == ("ircms-audit-anchor/1", public_key)
    assert (told["position"], told["hash"]) == (head.position, head.hash)
    assert told["at"] == "2026-03-02T17:00:00.000000Z"


def test_a_chain_that_has_grown_contains_its_anchor(anchor: Path) -> None:
    a_chain()

    said = run("verify_audit", "--anchor", anchor)

    assert "1 anchor is in it." in said


def test_an_anchor_is_printed_where_no_file_is_named(public_key: str) -> None:
    a_chain()

    assert json.loads(run("anchor_audit"))["public_key"] == public_key


def test_whoever_verifies_elsewhere_names_the_public_key(
    anchor: Path, public_key: str, settings: Any
) -> None:
    settings.IRCMS_AUDIT_KEY = ""

    assert "1 anchor is in it." in run(
        "verify_audit", "--anchor", anchor, "--public-key", public_key
    )


def test_the_public_key_may_be_a_file(anchor: Path, tmp_path: Path) -> None:
    pem = tmp_path / "public.pem"
    pem.write_bytes(
        anchors.private_key()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )

    assert "1 anchor is in it." in run("verify_audit", "--anchor", anchor, "--public-key", pem)


def test_a_tail_that_was_cut_is_told(anchor: Path) -> None:
    last = Link.objects.latest("position").entry_id

    with as_owner() as cursor, refused("its end has been cut off"):
        for table, key in (
            ("audit_link", "entry_id"),
            ("audit_detail", "entry_id"),
            ("audit_entry", "id"),
        ):
            cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [last])
        run("verify_audit", "--anchor", anchor)


@pytest.mark.parametrize("name", ["position", "hash", "at", "signature"])
def test_a_forged_anchor_is_refused(anchor: Path, name: str) -> None:
    told = json.loads(anchor.read_text())
    told[name] = told[name] - 1 if name == "position" else "0" + told[name][1:] + "0"
    anchor.write_text(json.dumps(told))

    with refused("signature of the anchor"):
        run("verify_audit", "--anchor", anchor)


def test_an_anchor_of_somebody_else_s_key_is_refused(
    anchor: Path, tmp_path: Path, settings: Any
) -> None:
    run("anchor_audit", "--new-key", tmp_path / "other.pem")
    settings.IRCMS_AUDIT_KEY = str(tmp_path / "other.pem")

    with refused("signed with another key than yours"):
        run("verify_audit", "--anchor", anchor)


@pytest.mark.parametrize("text", ["", "[]", "{}", '"x"', '{"position": 1}', "\xff"])
def test_a_file_that_is_no_anchor_is_refused(public_key: str, tmp_path: Path, text: str) -> None:
    path = tmp_path / "not.json"
    path.write_bytes(text.encode("latin-1"))

    with refused("is no anchor"):
        run("verify_audit", "--anchor", path)


def test_a_missing_anchor_is_refused(public_key: str, tmp_path: Path) -> None:
    with refused("cannot be read"):
        run("verify_audit", "--anchor", tmp_path / "nowhere.json")


def test_two_anchors_of_two_chains_are_told(anchor: Path, tmp_path: Path) -> None:
    head = verify()
    other = anchors.sign(Head(head.position, "0" * 64), NOON, anchors.private_key())
    (tmp_path / "other.json").write_text(other.as_text())

    with refused("there have been two chains"):
        run("verify_audit", "--anchor", anchor, "--anchor", tmp_path / "other.json")


def test_without_a_key_there_is_no_anchor(settings: Any) -> None:
    settings.IRCMS_AUDIT_KEY = ""

    with refused("IRCMS_AUDIT_KEY is to name the file"):
        run("anchor_audit")


def test_a_key_that_is_nowhere_is_told(settings: Any, tmp_path: Path) -> None:
    a_chain()
    settings.IRCMS_AUDIT_KEY = str(tmp_path / "nowhere.pem")

    with refused("No such file"):
        run("anchor_audit")


def test_what_is_no_key_is_told(settings: Any, tmp_path: Path) -> None:
    a_chain()
    settings.IRCMS_AUDIT_KEY = str(tmp_path / "key.pem")
    (tmp_path / "key.pem").write_text("A key, honestly.")

    with refused("no private key in PEM"):
        run("anchor_audit")


def test_a_key_of_another_kind_is_told(settings: Any, tmp_path: Path) -> None:
    a_chain()
    settings.IRCMS_AUDIT_KEY = str(tmp_path / "key.pem")
    (tmp_path / "key.pem").write_bytes(
        generate_private_key(SECP256R1()).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )

    with refused("another kind than Ed25519"):
        run("anchor_audit")


def test_a_new_key_is_its_owner_s_alone_to_read(tmp_path: Path) -> None:
    path = tmp_path / "audit.pem"

    run("anchor_audit", "--new-key", path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_key_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "audit.pem"
    path.write_text("precious")

    with refused("File exists"):
        run("anchor_audit", "--new-key", path)

    assert path.read_text() == "precious"


def test_an_anchor_never_replaces_a_file(anchor: Path) -> None:
    before = anchor.read_text()

    with refused("File exists"):
        run("anchor_audit", "--out", anchor)

    assert anchor.read_text() == before


# Erasing.


def test_erasing_leaves_a_chain_that_stands() -> None:
    entry, eraser = a_chain(), root()

    run("erase_audit_detail", entry.pk, "--reason", "Asked for.", "--by", eraser.email)

    settle()
    assert not Detail.objects.filter(entry=entry).exists()
    assert Entry.objects.latest("id").beside == {"reason": "Asked for."}
    assert "all as they were written" in run("verify_audit")


def root() -> User:
    return factories.person("Root", is_superuser=True)


def test_only_an_active_superuser_erases() -> None:
    entry = a_chain()

    with refused("No active superuser"):
        run("erase_audit_detail", entry.pk, "--reason", "x", "--by", "nobody@harbor-bio.example")


def test_erasing_without_a_reason_is_refused() -> None:
    entry = a_chain()

    with refused("Say why"):
        run("erase_audit_detail", entry.pk, "--reason", "  ", "--by", root().email)


def test_what_is_not_there_cannot_be_erased() -> None:
    with refused("nothing beside the chain"):
        run("erase_audit_detail", 999_999, "--reason", "x", "--by", root().email)
