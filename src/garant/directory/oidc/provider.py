"""The authorization code flow with PKCE, state and nonce: where to send the browser, and who came back.

Authlib writes what the browser carries; `verifying` says what is believed of the answers.
"""

import base64
import secrets
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.core.cache import cache
from joserfc.jwk import KeySet

from garant.directory.oidc.configuration import Provider, fit
from garant.directory.oidc.errors import AcrTooWeak, ProviderAnswerUnfit
from garant.directory.oidc.transport import Ask
from garant.directory.oidc.verifying import judge, key_set, mapping, meant_for_us, signed

_DISCOVERED_S = 600
_MOST = 8_000  # characters of an ID token


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where each question goes."""

    authorization: str
    token: str
    userinfo: str
    jwks: str
    logout: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """What one browser carries between its departure and its return. It serves once."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "Question":
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))


@dataclass(frozen=True, slots=True)
class Identified:
    """Who came back: the claims that were signed for us, or fetched with the token that was."""

    id_token: str
    claims: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A claim as one line of text; "" where it is none."""
        value = self.claims.get(name)
        return " ".join(value.split())[:254] if isinstance(value, str) else ""

    @property
    def subject(self) -> str:
        return str(self.claims["sub"])


def endpoints(provider: Provider, ask: Ask) -> Endpoints:
    """Those of the settings; what they leave out, the provider's own document says, kept for ten minutes."""
    if provider.authorization and provider.token and provider.userinfo and provider.jwks:
        return Endpoints(
            provider.authorization, provider.token, provider.userinfo, provider.jwks, provider.logout
        )
    said = _discovered(provider, ask)

    def found(given: str | None, name: str) -> str:
        address = given or said.get(name)
        if not isinstance(address, str) or not fit(address):
            raise ProviderAnswerUnfit
        return address

    leaves = provider.logout or said.get("end_session_endpoint")
    return Endpoints(
        found(provider.authorization, "authorization_endpoint"),
        found(provider.token, "token_endpoint"),
        found(provider.userinfo, "userinfo_endpoint"),
        found(provider.jwks, "jwks_uri"),
        found(provider.logout, "end_session_endpoint") if leaves else None,
    )


def departure(provider: Provider, where: Endpoints, question: Question, *, back: str) -> str:
    """The address to send the browser to."""
    more = {"acr_values": " ".join(provider.acr_values)} if provider.acr_values else {}
    return str(
        prepare_grant_uri(
            where.authorization,
            provider.client_id,
            "code",
            redirect_uri=back,
            scope=provider.scopes,
            state=question.state,
            nonce=question.nonce,
            code_challenge=create_s256_code_challenge(question.verifier),
            code_challenge_method="S256",
            **more,
        )
    )


def arrival(
    provider: Provider,
    where: Endpoints,
    question: Question,
    *,
    code: str,
    back: str,
    ask: Ask,
    now: datetime,
) -> Identified:
    """Who the code stands for. Raises ProviderUnreachable, ProviderAnswerUnfit, AcrTooWeak."""
    tokens = mapping(ask(_token_request(provider, where, question, code=code, back=back)).body)
    id_token, access_token = tokens.get("id_token"), tokens.get("access_token")
    if not isinstance(id_token, str) or not isinstance(access_token, str) or len(id_token) > _MOST:
        raise ProviderAnswerUnfit
    keys = key_set(ask(_get(where.jwks)).body)
    header, claims = signed(id_token, keys, provider)
    judge(provider, question.nonce, header, claims, access_token=access_token, now=now)
    if provider.acr_values and claims.get("acr") not in provider.acr_values:
        raise AcrTooWeak
    more = _userinfo(provider, where, keys, access_token=access_token, ask=ask, now=now)
    if more.get("sub") != claims["sub"]:
        raise ProviderAnswerUnfit  # the answer is about somebody else
    return Identified(id_token, {**claims, **more, "sub": claims["sub"]})


def logout_address(where: Endpoints, provider: Provider, *, id_token: str, back: str) -> str | None:
    """Where the browser ends the provider's own session too; None where the provider has no such page."""
    if where.logout is None:
        return None
    said = {
        "id_token_hint": id_token,
        "client_id": provider.client_id,
        "post_logout_redirect_uri": back,
        "state": secrets.token_urlsafe(16),
    }
    return f"{where.logout}{'&' if '?' in where.logout else '?'}{urlencode(said)}"


def _discovered(provider: Provider, ask: Ask) -> Mapping[str, Any]:
    key = f"oidc-discovery:{base64.urlsafe_b64encode(provider.issuer.encode()).decode()}"
    kept = cache.get(key)
    if isinstance(kept, Mapping):
        return kept
    said = mapping(ask(_get(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")).body)
    if said.get("issuer") != provider.issuer:
        raise ProviderAnswerUnfit
    cache.set(key, said, _DISCOVERED_S)
    return said


def _token_request(
    provider: Provider, where: Endpoints, question: Question, *, code: str, back: str
) -> urllib.request.Request:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": question.verifier,
    }
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    if provider.basic:
        pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
    return urllib.request.Request(  # noqa: S310 - `ask` refuses what is neither https nor this machine
        where.token, data=urlencode(form).encode(), headers=headers, method="POST"
    )


def _userinfo(
    provider: Provider, where: Endpoints, keys: KeySet, *, access_token: str, ask: Ask, now: datetime
) -> Mapping[str, Any]:
    """JSON over TLS, or signed (ProConnect): then its signature, its issuer and its audience are ours to check."""
    answer = ask(_get(where.userinfo, {"Authorization": f"Bearer {access_token}"}))
    if answer.kind != "application/jwt":
        return mapping(answer.body)
    _, claims = signed(answer.body.decode("ascii", "replace").strip(), keys, provider)
    meant_for_us(claims, provider, now)
    return claims


def _get(address: str, headers: Mapping[str, str] | None = None) -> urllib.request.Request:
    accepted = {"Accept": "application/json, application/jwt"} | dict(headers or {})
    return urllib.request.Request(address, headers=accepted)  # noqa: S310 - as above
