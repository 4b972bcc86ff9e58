"""What is believed of an answer: signed by the provider, for this installation, about this question."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from garant.directory.oidc.configuration import Provider
from garant.directory.oidc.errors import ProviderAnswerUnfit

LEEWAY_S = 60  # two clocks never quite agree
_KEY_TYPES = frozenset({"RSA", "EC"})


def judge(
    provider: Provider,
    nonce: str,
    header: Mapping[str, Any],
    claims: dict[str, Any],
    *,
    access_token: str,
    now: datetime,
) -> None:
    """OpenID Connect Core, 3.1.3.7: issuer, audience, authorised party, times, nonce, digest of the access token."""
    token = CodeIDToken(
        claims,
        dict(header),
        {
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
            "sub": {"essential": True},
        },
        {"nonce": nonce, "client_id": provider.client_id, "access_token": access_token},
    )
    try:
        token.validate(now=int(now.timestamp()), leeway=LEEWAY_S)
    except (JoseError, ValueError, TypeError) as error:
        raise ProviderAnswerUnfit from error
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise ProviderAnswerUnfit


def meant_for_us(claims: dict[str, Any], provider: Provider, now: datetime) -> None:
    """Of a signed userinfo: its issuer, its audience, and its times where it has some."""
    registry = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY_S,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
    )
    try:
        registry.validate(claims)
    except JoseError as error:
        raise ProviderAnswerUnfit from error


def signed(text: str, keys: KeySet, provider: Provider) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a JWT signed with one of these keys, by the one algorithm that is agreed."""
    try:
        token = jwt.decode(text, keys, algorithms=[provider.algorithm])
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise ProviderAnswerUnfit from error
    return dict(token.header), dict(token.claims)


def key_set(body: bytes) -> KeySet:
    """The provider's public keys. Fetched at each sign-in: a key that it withdrew signs nothing more."""
    said = mapping(body)
    try:
        signing = [key for key in said["keys"] if key["kty"] in _KEY_TYPES and key.get("use") != "enc"]
        return KeySet.import_key_set({"keys": signing})
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise ProviderAnswerUnfit from error


def mapping(body: bytes) -> dict[str, Any]:
    """The JSON object of an answer."""
    try:
        said = json.loads(body)
    except ValueError as error:
        raise ProviderAnswerUnfit from error
    if not isinstance(said, dict):
        raise ProviderAnswerUnfit
    return said
