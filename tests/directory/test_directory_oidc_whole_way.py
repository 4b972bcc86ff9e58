"""Signing in by a provider that somebody else wrote: discovery, code, tokens, keys, userinfo, over real HTTP."""

import json
import urllib.error
import urllib.parse
import urllib.request
import warnings
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from garant.directory.oidc import transport
from garant.directory.oidc.configuration import Provider
from oidc_idp import SIRET, somebody
from world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(world: World) -> World:
    world.departement.siret = SIRET
    world.departement.save()
    return world


@pytest.fixture
def mock(monkeypatch) -> Iterator[str]:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        with oidc_provider_mock.run_server_in_thread() as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def by_mock(mock: str, settings, house: World) -> Callable[[str, dict[str, object]], tuple[Client, object]]:
    """`by_mock("sujet", claims)` lets this person come in by the mock: (browser, our last answer)."""
    cache.clear()
    settings.GARANT_OIDC = Provider(
        issuer=mock, client_id="garant", client_secret="un secret", scopes="openid email profile"
    )

    def way(subject: str, claims: dict[str, object]) -> tuple[Client, object]:
        _http("PUT", f"{mock}/users/{subject}", json.dumps(claims).encode(), "application/json")
        client = Client()
        left = client.get("/connexion/oidc/")
        assert left.status_code == 302, left.content.decode()
        back = _http("POST", left["location"], urllib.parse.urlencode({"sub": subject}).encode())
        parts = urllib.parse.urlsplit(back)
        return client, client.get(f"{parts.path}?{parts.query}")

    return way


def _http(method: str, address: str, data: bytes, kind: str = "application/x-www-form-urlencoded") -> str:
    """Where the answer redirects to."""
    opener = urllib.request.build_opener(transport._NoRedirect, urllib.request.ProxyHandler({}))
    request = urllib.request.Request(address, data=data, method=method, headers={"Content-Type": kind})
    try:
        with opener.open(request, timeout=10) as answer:
            return str(answer.headers.get("location", ""))
    except urllib.error.HTTPError as error:
        with error:
            return str(error.headers["location"])


def test_the_whole_way_by_discovery_with_a_real_provider(by_mock, house):
    client, answer = by_mock("alice", {"email": house.alice.email, "siret": SIRET})
    assert (answer.status_code, answer["location"]) == (302, "/")
    assert somebody(client) == str(house.alice.id)
    unknown, refused = by_mock("zoe", {"email": "zoe@essai.example", "siret": SIRET})
    assert refused.status_code == 403
    assert somebody(unknown) is None
