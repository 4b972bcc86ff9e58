"""Upstream trouble, a journal that fails, a detection that fails: the right error for the client, the truth in the journal."""

import asyncio
import socket
import time
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from gateway_world import (
    CHARTER,
    NIR,
    Behaviour,
    FakeUpstream,
    Gateway,
    answering,
    echo,
    failing,
    running,
    snapshot,
)

from garant.gateway import HttpUpstream, Patience, Settings
from garant.journal import Entry, JournalUnavailable, Receipt, RequestCompleted, RequestDecided
from garant.privacy import Own, Reading, read

Upstreams = tuple[FakeUpstream, FakeUpstream]
ECHOING = {"error": {"message": f"invalid prompt: {NIR}", "code": "weird"}}

TROUBLES: list[tuple[str, Behaviour, int, str, str]] = [
    ("500", failing(500, ECHOING), 502, "upstream_error", "upstream_error"),
    ("502", failing(502, ECHOING), 502, "upstream_error", "upstream_error"),
    ("503", failing(503, ECHOING), 503, "upstream_unavailable", "upstream_error"),
    (
        "503 while loading",
        failing(503, {"error": {"message": "Loading model", "type": "unavailable_error", "code": 503}}),
        503,
        "model_loading",
        "upstream_error",
    ),
    ("504", failing(504, ECHOING), 503, "upstream_timeout", "upstream_timeout"),
    ("400", failing(400, ECHOING), 400, "upstream_rejected", "upstream_error"),
    (
        "400 for the context",
        failing(400, {"error": {"code": "context_length_exceeded", "message": NIR}}),
        400,
        "context_length_exceeded",
        "upstream_error",
    ),
    ("401", failing(401, ECHOING), 502, "upstream_error", "upstream_error"),
    ("404", failing(404, ECHOING), 502, "upstream_error", "upstream_error"),
    ("429", failing(429, ECHOING), 429, "upstream_rate_limited", "upstream_error"),
    (
        "a redirect",
        failing(307, ECHOING, {"location": "http://127.0.0.1:1/"}),
        502,
        "upstream_error",
        "upstream_error",
    ),
    ("no object", answering({}, choices=3), 502, "upstream_broken", "upstream_broken"),
]


@pytest.mark.parametrize("stream", [False, True], ids=["plain", "stream"])
@pytest.mark.parametrize("trouble", TROUBLES, ids=[name for name, *_ in TROUBLES])
def test_the_client_sees_the_right_error_and_the_journal_the_truth(
    gateway: Gateway, trouble: tuple[str, Behaviour, int, str, str], stream: bool
) -> None:
    _, behave, status, code, outcome = trouble
    gateway.external.behave = behave
    answer = gateway.ask("Bonjour", stream=stream)
    assert (answer.status, answer.error["code"]) == (status, code)
    assert NIR not in answer.body.decode()
    last = gateway.entries(RequestCompleted)[-1]
    assert (last.outcome, last.status) == (outcome, status)
    assert len(gateway.external.received) == 1


def test_retry_headers_of_a_busy_upstream_pass_and_others_do_not(gateway: Gateway) -> None:
    told = {
        "retry-after": "7",
        "x-ratelimit-reset-tokens": "1m2s",
        "x-ratelimit-limit-requests": f"<{NIR}>",
        "set-cookie": "a=b",
    }
    gateway.external.behave = failing(429, headers=told)
    answer = gateway.ask("Bonjour")
    assert answer.headers["retry-after"] == "7"
    assert answer.headers["x-ratelimit-reset-tokens"] == "1m2s"
    assert "x-ratelimit-limit-requests" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert "x-should-retry" not in answer.headers


def test_a_loading_model_says_when_to_come_back(gateway: Gateway) -> None:
    gateway.external.behave = failing(503, {"error": {"message": "Loading model"}})
    assert gateway.ask("Bonjour").headers["retry-after"] == "5"


async def text(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
    return web.Response(text="<html>no</html>", content_type="text/html")


async def cut(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
    response = web.StreamResponse(headers={"content-type": "application/json", "content-length": "100"})
    await response.prepare(request)
    await response.write(b'{"choices": [')
    assert request.transport is not None
    request.transport.abort()
    return response


@pytest.mark.parametrize("behave", [text, cut])
def test_an_answer_that_is_none_is_broken(gateway: Gateway, behave: Behaviour) -> None:
    gateway.external.behave = behave
    answer = gateway.ask("Bonjour")
    assert (answer.status, answer.error["code"]) == (502, "upstream_broken")
    assert gateway.entries(RequestCompleted)[-1].outcome == "upstream_broken"


def test_nobody_listens_there(upstreams: Upstreams, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    shown = snapshot(f"http://127.0.0.1:{port}/v1", upstreams[1].url)
    with running(tmp_path, *upstreams, shown=shown) as gateway:
        answer = gateway.ask("Bonjour")
        assert (answer.status, answer.error["code"]) == (503, "upstream_unavailable")
        assert answer.headers["retry-after"] == "10"
        assert "x-should-retry" not in answer.headers
        health = {m["id"]: m["status"] for m in gateway.get("/health/models").json["data"]}
        assert health == {"externe": "red", "interne": "green"}


def test_silence_ends_in_a_timeout_that_is_not_tried_again(upstreams: Upstreams, tmp_path: Path) -> None:
    async def silent(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        await asyncio.sleep(5)
        return web.Response()

    upstreams[0].clear()
    upstreams[0].behave = silent
    quick = HttpUpstream({"UPSTREAM_KEY": "k"}, Patience(silence_seconds=0.3))
    with running(tmp_path, *upstreams, upstream=quick) as gateway:
        answer = gateway.ask("Bonjour")
        assert (answer.status, answer.error["code"]) == (503, "upstream_timeout")
        assert answer.headers["x-should-retry"] == "false"
        assert gateway.entries(RequestCompleted)[-1].outcome == "upstream_timeout"


def test_a_missing_upstream_key_is_no_request_without_one(upstreams: Upstreams, tmp_path: Path) -> None:
    upstreams[0].clear()
    with running(tmp_path, *upstreams, environ={}) as gateway:
        answer = gateway.ask("Bonjour")
        assert (answer.status, answer.error["code"]) == (503, "upstream_unavailable")
        assert "UPSTREAM_KEY" in answer.error["message"]
        assert upstreams[0].received == []


def test_proxies_of_the_environment_are_not_used(
    upstreams: Upstreams, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    upstreams[0].clear()
    with running(tmp_path, *upstreams) as gateway:
        assert gateway.ask("Bonjour").status == 200


def test_a_kept_connection_that_was_closed_is_not_an_error(upstreams: Upstreams, tmp_path: Path) -> None:
    async def closing(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        response = await echo(request, body)
        response.force_close()
        return response

    upstreams[0].clear()
    upstreams[0].behave = closing
    with running(tmp_path, *upstreams) as gateway:
        assert [gateway.ask("Bonjour").status for _ in range(5)] == [200] * 5


# ---------------------------------------------------------------- our own trouble


class FailingSpool:
    """A journal whose disk is full from the nth entry on."""

    def __init__(self, works_for: int) -> None:
        self.left = works_for
        self.entries: list[Entry] = []

    def submit(self, entry: Entry) -> "Future[Receipt]":
        future: Future[Receipt] = Future()
        if self.left > 0:
            self.left -= 1
            self.entries.append(entry)
            future.set_result(Receipt(len(self.entries), ""))
        else:
            future.set_exception(JournalUnavailable(writer="gateway", reason="il n’y a plus de place"))
        return future


AT_START = 2  # a PolicyApplied for each organisation


@pytest.mark.parametrize("stream", [False, True], ids=["plain", "stream"])
def test_without_a_journal_nothing_leaves(upstreams: Upstreams, tmp_path: Path, stream: bool) -> None:
    upstreams[0].clear()
    with running(tmp_path, *upstreams, spool=FailingSpool(AT_START)) as gateway:
        answer = gateway.ask("Bonjour", stream=stream)
        assert (answer.status, answer.error["code"]) == (503, "journal_unavailable")
        assert upstreams[0].received == []
        health = gateway.get("/health")
        assert (health.status, health.json["journal"]) == (503, "unavailable")


def test_an_answer_whose_end_cannot_be_journalled_is_not_given(upstreams: Upstreams, tmp_path: Path) -> None:
    upstreams[0].clear()
    with running(tmp_path, *upstreams, spool=FailingSpool(AT_START + 1)) as gateway:
        answer = gateway.ask("Bonjour")
        assert (answer.status, answer.error["code"]) == (503, "journal_unavailable")
        assert len(upstreams[0].received) == 1


def test_a_stream_whose_end_cannot_be_journalled_does_not_end_well(
    upstreams: Upstreams, tmp_path: Path
) -> None:
    upstreams[0].clear()
    with running(tmp_path, *upstreams, spool=FailingSpool(AT_START + 1)) as gateway:
        answer = gateway.ask("Bonjour", stream=True)
        assert answer.text == "Bonjour"
        assert answer.events[-1]["error"]["code"] == "journal_unavailable"
        assert b"[DONE]" not in answer.body


def broken(text: str, own: Own) -> Reading:
    raise RuntimeError(text)


def endless(text: str, own: Own) -> Reading:
    time.sleep(0.02)
    return Reading()


def test_where_detection_fails_the_external_zone_is_closed(
    upstreams: Upstreams, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    upstreams[0].clear()
    with running(tmp_path, *upstreams, read=broken) as gateway:
        answer = gateway.ask("Un secret bien gardé")
        assert (answer.status, answer.error["code"]) == (503, "protection_unavailable")
        assert answer.headers["x-should-retry"] == "false"
        assert upstreams[0].received == []
        decided = gateway.entries(RequestDecided)[-1]
        assert (decided.action, decided.code) == ("block", "protection_unavailable")
        assert "gardé" not in caplog.text
        assert "RuntimeError" in caplog.text
        # The near miss: where the charter lets everything go, nothing had to be found.
        assert gateway.ask("Un secret bien gardé", model="interne").status == 200
        assert gateway.get("/health").json["detection"] == "unavailable"


def test_a_text_too_long_for_the_deadline_stays_here(upstreams: Upstreams, tmp_path: Path) -> None:
    upstreams[0].clear()
    settings = Settings(inspection_seconds=0.2)
    with running(tmp_path, *upstreams, read=endless, settings=settings) as gateway:
        answer = gateway.ask("mot " * 500_000)
        assert (answer.status, answer.error["code"]) == (503, "protection_unavailable")
        assert upstreams[0].received == []
        assert gateway.ask("mot").status == 200


def test_without_a_charter_nothing_is_answered(upstreams: Upstreams, tmp_path: Path) -> None:
    shown = replace(snapshot(*(u.url for u in upstreams)), policies={})
    with running(tmp_path, *upstreams, shown=shown) as gateway:
        assert gateway.ask("Bonjour").error["code"] == "snapshot_unavailable"


def test_a_mistake_of_ours_says_nothing_of_the_request(
    upstreams: Upstreams, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Mistaken(HttpUpstream):
        async def send(self, call: Any) -> Any:
            raise ValueError("Un secret bien gardé")

    with running(tmp_path, *upstreams, upstream=Mistaken({})) as gateway:
        for stream in (False, True):
            answer = gateway.ask("Un secret bien gardé", stream=stream)
            assert (answer.status, answer.error["code"]) == (500, "internal_error")
            assert answer.headers["x-request-id"] in answer.error["message"]
            assert gateway.entries(RequestCompleted)[-1].outcome == "internal_error"
    assert "gardé" not in caplog.text


def test_what_was_not_inspected_is_not_re_routed_to_a_system_that_masks(
    upstreams: Upstreams, tmp_path: Path
) -> None:
    """A sticky conversation and a detection that fails: the target must take everything as it is."""
    charter = CHARTER.replace("document, secret, indirect]\n", "document, indirect]\n").replace(
        "      - id: interdits\n",
        "      - id: cache\n        title: Cache\n        text: Les secrets sont masqués.\n        controls:\n"
        "          - protect: {data: [secret], zones: [internal], action: pseudonymise}\n      - id: interdits\n",
    )
    fails = False

    def engine(text: str, own: Own) -> Reading:
        if fails:
            raise RuntimeError
        return read(text, own)

    for upstream in upstreams:
        upstream.clear()
    with running(tmp_path, *upstreams, charter=charter, read=engine) as gateway:
        session = {"x-session-id": "s"}
        assert gateway.ask("Son numéro d’allocataire : 1234567.", headers=session).status == 200
        fails = True
        answer = gateway.ask("mot de passe : Tr0ub4dor&3", headers=session)
        assert (answer.status, answer.error["code"]) == (503, "protection_unavailable")
        assert len(upstreams[1].received) == 1
        assert upstreams[0].received == []


def test_a_long_text_is_searched_for_forbidden_uses_too(gateway: Gateway) -> None:
    for _ in range(2):
        answer = gateway.ask("Le conseil décide.\n" * 5000 + "Classe ces candidats.")
        assert answer.error["code"] == "charter_use_forbidden"
