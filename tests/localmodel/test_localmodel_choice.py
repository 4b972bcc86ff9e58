import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from garant.localmodel import Kind, choose, local_model
from garant.localmodel.errors import (
    ModelPathMissing,
    ModelPathNotGguf,
    ModelServerSilent,
    ModelUrlInvalid,
)

NOBODY = "http://127.0.0.1:9"
PLENTY = 64 << 30


@contextmanager
def server(answers: dict[str, object], seen: list[tuple[str, str | None]] | None = None) -> Iterator[str]:
    """Someone else's machine: GET gives these answers as JSON, all else is 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if seen is not None:
                seen.append((self.path, self.headers.get("Authorization")))
            known = self.path in answers
            body = json.dumps(answers.get(self.path, {})).encode()
            self.send_response(200 if known else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{listening.server_address[1]}"
        listening.shutdown()
        thread.join()


def test_without_anything_the_small_local_model_is_chosen():
    choice = choose({}, ollama_at=NOBODY)
    assert (choice.kind, choice.model, choice.url) == (Kind.LOCAL, local_model().alias, None)
    assert choice.key_env == "GARANT_MODEL_KEY"


@pytest.mark.parametrize("word", ["none", "NONE", "aucun"])
def test_model_none_wins_over_everything(word: str):
    assert choose({"MODEL": word, "GARANT_MODEL_URL": "http://x.example/v1"}).kind is Kind.NONE


def test_another_word_in_model_is_not_none():
    assert choose({"MODEL": "nonette"}, ollama_at=NOBODY).kind is Kind.LOCAL


def test_a_named_server_is_used_with_the_first_model_that_it_lists():
    seen: list[tuple[str, str | None]] = []
    with server({"/v1/models": {"data": [{"id": "mistral-small"}, {"id": "other"}]}}, seen) as url:
        choice = choose({"GARANT_MODEL_URL": f"{url}/v1/", "GARANT_MODEL_KEY": "secret"})
    assert (choice.kind, choice.url, choice.model) == (Kind.GIVEN, f"{url}/v1", "mistral-small")
    assert choice.key_env == "GARANT_MODEL_KEY"
    assert seen == [("/v1/models", "Bearer secret")]
    assert "secret" not in repr(choice)


def test_a_named_server_and_a_named_model_need_no_question():
    choice = choose({"GARANT_MODEL_URL": f"{NOBODY}/v1", "GARANT_MODEL_NAME": "mistral-small"})
    assert (choice.kind, choice.model, choice.key_env) == (Kind.GIVEN, "mistral-small", None)


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("http://x.example:9000", "http://x.example:9000/v1"),
        ("http://x.example:9000/", "http://x.example:9000/v1"),
        ("http://x.example/v1/chat/completions", "http://x.example/v1"),
        ("https://x.example/openai/v1/", "https://x.example/openai/v1"),
    ],
)
def test_the_address_may_be_given_as_people_write_it(given: str, base: str):
    assert choose({"GARANT_MODEL_URL": given, "GARANT_MODEL_NAME": "m"}).url == base


@pytest.mark.parametrize("answer", [{"data": []}, {"models": []}, [], {"data": [{"id": 3}]}])
def test_a_named_server_that_lists_nothing_is_an_error_and_not_replaced(answer: object):
    with server({"/v1/models": answer}) as url, pytest.raises(ModelServerSilent):
        choose({"GARANT_MODEL_URL": f"{url}/v1"})


def test_a_named_server_that_is_down_is_an_error_without_its_key():
    with pytest.raises(ModelServerSilent) as caught:
        choose({"GARANT_MODEL_URL": f"{NOBODY}/v1", "GARANT_MODEL_KEY": "secret"})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x/v1",
        "x.example/v1",
        "http://",
        "http://a:b@x/v1",
        "http://x/v1?key=1",
        "http://[::1",
        "http://x:0/",
    ],
)
def test_an_address_that_cannot_serve_is_refused_without_being_repeated(url: str):
    with pytest.raises(ModelUrlInvalid) as caught:
        choose({"GARANT_MODEL_URL": url})
    assert caught.value.facts == {}


def test_an_ollama_on_this_machine_is_used():
    listed = {"models": [{"name": "mistral:7b", "size": 4 << 30, "details": {"parameter_size": "7.2B"}}]}
    with server({"/api/tags": listed}) as url:
        choice = choose({}, ollama_at=url, memory_bytes=PLENTY)
    assert (choice.kind, choice.url, choice.model) == (Kind.OLLAMA, f"{url}/v1", "mistral:7b")
    assert choice.key_env is None


@pytest.mark.parametrize("listed", [{"models": []}, {"models": None}, [], "hello"])
def test_an_ollama_without_a_chat_model_leaves_the_local_one(listed: object):
    with server({"/api/tags": listed}) as url:
        assert choose({}, ollama_at=url, memory_bytes=PLENTY).kind is Kind.LOCAL


def test_another_program_on_the_port_of_ollama_leaves_the_local_one():
    with server({}) as url:
        assert choose({}, ollama_at=url, memory_bytes=PLENTY).kind is Kind.LOCAL


def test_a_gguf_path_replaces_the_file(tiny: Path):
    choice = choose({"GARANT_MODEL_PATH": str(tiny)}, ollama_at=NOBODY)
    assert (choice.kind, choice.path, choice.model) == (Kind.LOCAL, tiny, "tiny")


def test_a_path_to_nothing_or_to_something_else_is_an_error(tmp_path: Path):
    (tmp_path / "letter.gguf").write_text("Monsieur le Maire")
    with pytest.raises(ModelPathMissing):
        choose({"GARANT_MODEL_PATH": str(tmp_path / "nothing.gguf")})
    with pytest.raises(ModelPathMissing):
        choose({"GARANT_MODEL_PATH": str(tmp_path)})
    with pytest.raises(ModelPathNotGguf):
        choose({"GARANT_MODEL_PATH": str(tmp_path / "letter.gguf")})
