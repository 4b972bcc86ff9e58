"""One question to the provider: bounded, without redirects, over TLS or to this machine."""

import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from garant.directory.oidc.errors import ProviderAnswerUnfit, ProviderUnreachable
from garant.directory.oidc.transport import MOST_BYTES, ask


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status = {"/redirected": 302, "/broken": 500, "/empty": 204}.get(self.path, 200)
        body = b"x" * (MOST_BYTES + 1) if self.path == "/flood" else b'{"a": 1}'
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Location", "/right")
        self.end_headers()
        if status != 204:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """The test's own output is enough."""


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Answers) as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}"
        made.shutdown()
        thread.join()


def question(address: str) -> urllib.request.Request:
    return urllib.request.Request(address)


def test_a_success_comes_with_its_type(server):
    answer = ask(question(f"{server}/right"))
    assert (answer.kind, answer.body) == ("application/json", b'{"a": 1}')


@pytest.mark.parametrize("path", ["redirected", "broken", "empty"])
def test_whatever_is_no_plain_success_is_no_answer(server, path):
    with pytest.raises(ProviderUnreachable):
        ask(question(f"{server}/{path}"))


def test_a_flood_is_cut_and_silence_is_told(server):
    with pytest.raises(ProviderAnswerUnfit):
        ask(question(f"{server}/flood"))
    with pytest.raises(ProviderUnreachable):
        ask(question("http://127.0.0.1:9/"))


def test_a_token_never_travels_in_clear_beyond_this_machine():
    with pytest.raises(ProviderAnswerUnfit):
        ask(question("http://idp.example/token"))
