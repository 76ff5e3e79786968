"""Passkeys (Web Authentication, level 2): made and asked for at this very address alone.

The browser's answer is checked by Yubico's fido2. A passkey always asks for a finger, a face or a
PIN, and lives in the browser or a key: by itself it is two factors, and may sign in without a
password.
"""

import base64
import binascii
import json
from datetime import datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ircms.keys import key_of

if TYPE_CHECKING:
    from accounts.models import User

_CHALLENGE = "passkey_challenge"
# What fido2 raises for an answer that is none, or for another question.
_WRONG = (ValueError, TypeError, KeyError, AttributeError, binascii.Error, RecursionError)
_LONGEST = 20_000  # characters of an answer


def are_possible(request: HttpRequest) -> bool:
    """Passkeys belong to a name: where the desk is called by number, there are none."""
    try:
        ip_address(_host(request).strip("[]"))
    except ValueError:
        return True
    return False


def of_user(user: "User") -> list[Authenticator]:
    """The passkeys of ``user``, oldest first."""
    found = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN)
    return list(found.order_by("pk"))


def begin_adding(request: HttpRequest, user: "User") -> dict[str, Any]:
    """What the browser is to be asked to make a new one; good for one answer in this session."""
    asked, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(
            id=_handle(user.pk), name=user.email, display_name=user.full_name or user.email
        ),
        credentials=[_credential(each) for each in of_user(user)],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[_CHALLENGE] = state
    return dict(asked)


def add(
    request: HttpRequest, user: "User", answer: str, name: str, at: datetime
) -> Authenticator | None:
    """Store the passkey that the browser made; None where its answer does not hold."""
    state = request.session.pop(_CHALLENGE, None)
    try:
        read = json.loads(answer)
        bound = _server(request).register_complete(state, read)
        RegistrationResponse.from_dict(read)
    except _WRONG:
        return None
    if not bound.is_user_verified() or bound.credential_data is None:
        return None
    made: Authenticator = Authenticator.objects.create(
        user_id=user.pk,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name[:60] or "Passkey", "credential": read},
        created_at=at,
        last_used_at=at,
    )
    return made


def begin_asking(request: HttpRequest, user: "User | None" = None) -> dict[str, Any]:
    """What the browser is to be asked to prove who sits there: ``user``, or whoever it is."""
    known = [] if user is None else [_credential(each) for each in of_user(user)]
    asked, state = _server(request).authenticate_begin(
        known or None, user_verification=UserVerificationRequirement.REQUIRED
    )
    request.session[_CHALLENGE] = state
    return dict(asked)


def proven_by(
    request: HttpRequest, answer: str, at: datetime, user: "User | None" = None
) -> Authenticator | None:
    """The passkey that the browser's answer proves: of ``user``, or of whoever owns it; None where
    it proves nothing. The question is used up, whatever comes of it."""
    state = request.session.pop(_CHALLENGE, None)
    if len(answer) > _LONGEST:
        return None
    try:
        read = AuthenticationResponse.from_dict(json.loads(answer))
        owner = user.pk if user is not None else _owner(read.response.user_handle)
        found = Authenticator.objects.filter(user_id=owner, type=Authenticator.Type.WEBAUTHN)
        known = {each: _credential(each) for each in found}
        proven = _server(request).authenticate_complete(state, list(known.values()), read)
    except _WRONG:
        return None
    for factor, credential in known.items():
        if credential.credential_id == proven.credential_id:
            Authenticator.objects.filter(pk=factor.pk).update(last_used_at=at)
            return factor
    return None


def _server(request: HttpRequest) -> Fido2Server:
    origin = f"{request.scheme}://{request.get_host()}"
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=_host(request), name="Newsroom desk"),
        verify_origin=lambda answered: answered == origin,
    )


def _host(request: HttpRequest) -> str:
    host = request.get_host()
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def _credential(factor: Authenticator) -> AttestedCredentialData:
    made = RegistrationResponse.from_dict(factor.data["credential"])
    data = made.response.attestation_object.auth_data
    credential: AttestedCredentialData | None = data.credential_data
    assert credential is not None  # noqa: S101 -- none other is stored
    return credential


def _handle(key: int) -> bytes:
    return base64.urlsafe_b64encode(str(key).encode())


def _owner(handle: bytes | None) -> int:
    return key_of(base64.urlsafe_b64decode(handle or b"").decode()) or 0
