"""A provider that answers what a test tells it to, and the way of a browser to it and back."""

import json
import time
import urllib.parse
import urllib.request

from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from garant.directory.oidc.configuration import Provider
from garant.directory.oidc.errors import ProviderUnreachable
from garant.directory.oidc.transport import Answer

SIRET = "12345678200010"
ISSUER = "https://idp.example"
OURS = Provider(
    issuer=ISSUER,
    client_id="garant",
    client_secret="un secret",
    name="ProConnect",
    authorization=f"{ISSUER}/authorize",
    token=f"{ISSUER}/token",
    userinfo=f"{ISSUER}/userinfo",
    jwks=f"{ISSUER}/jwks",
    logout=f"{ISSUER}/logout",
)


class Idp:
    """A provider that answers what a test tells it to."""

    def __init__(self, signer: RSAKey) -> None:
        self.signer, self.keys = signer, signer
        self.id_claims: dict[str, object] = {}
        self.userinfo: dict[str, object] = {}
        self.signed_userinfo = False
        self.asked: list[urllib.request.Request] = []
        self.nonce = ""

    def ask(self, request: urllib.request.Request) -> Answer:
        self.asked.append(request)
        match urllib.parse.urlsplit(request.full_url).path:
            case "/token":
                claims = {
                    "iss": ISSUER,
                    "aud": "garant",
                    "sub": "sujet-1",
                    "iat": int(time.time()),
                    "exp": int(time.time()) + 300,
                    "nonce": self.nonce,
                } | self.id_claims
                tokens = {"access_token": "acces", "token_type": "Bearer", "id_token": self.sign(claims)}
                return Answer("application/json", json.dumps(tokens).encode())
            case "/jwks":
                keys = KeySet([self.keys]).as_dict(private=False)
                return Answer("application/json", json.dumps(keys).encode())
            case "/userinfo":
                said = {"sub": "sujet-1", "siret": SIRET} | self.userinfo
                if self.signed_userinfo:
                    said = {"iss": ISSUER, "aud": "garant"} | said
                    return Answer("application/jwt", self.sign(said).encode())
                return Answer("application/json", json.dumps(said).encode())
        raise ProviderUnreachable

    def sign(self, claims: dict[str, object]) -> str:
        return jwt.encode({"alg": "RS256", "kid": "une"}, claims, self.signer)


def go(idp: Idp, client: Client, **query: str) -> dict[str, str]:
    """Leave for the provider; what the browser was sent there with."""
    answer = client.get("/connexion/oidc/", query)
    sent = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer["location"]).query))
    idp.nonce = sent["nonce"]
    return sent


def come_back(idp: Idp, client: Client, **query: str):
    sent = go(idp, client)
    return client.get("/connexion/oidc/retour/", {"code": "c", "state": sent["state"]} | query)


def somebody(client: Client) -> str | None:
    return client.session.get("_auth_user_id")
