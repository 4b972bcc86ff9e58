"""Each error of the gateway has its words, each word its error, and each answer exactly the four fields."""

import json
from collections.abc import Iterator
from string import Formatter

import pytest

from garant.gateway import errors
from garant.gateway.errors import (
    GatewayError,
    InvalidApiKey,
    InvalidRequest,
    JournalUnavailable,
    ModelLoading,
    UnknownModel,
    UpstreamRateLimited,
)
from garant.gateway.refusing import error_body, refusal, status_of
from garant.words import GarantError, all_messages


def all_errors() -> Iterator[type[GarantError]]:
    for found in vars(errors).values():
        if isinstance(found, type) and issubclass(found, GarantError) and "code" in vars(found):
            yield found


def test_each_error_has_its_sentence_and_each_sentence_its_error() -> None:
    codes = {error.code for error in all_errors()}
    assert codes <= set(all_messages())
    assert {code for code, entry in all_messages().items() if entry.room == "gateway"} <= codes


@pytest.mark.parametrize(
    "error", [e for e in all_errors() if issubclass(e, GatewayError)], ids=lambda e: e.code
)
def test_what_a_client_meets_has_a_status_of_the_conventions(error: type[GatewayError]) -> None:
    assert all_messages()[error.code].status in {400, 401, 403, 404, 405, 413, 429, 499, 500, 502, 503}


@pytest.mark.parametrize("code", [code for code, entry in all_messages().items() if entry.room == "gateway"])
def test_sentences_end_and_their_facts_are_names(code: str) -> None:
    entry = all_messages()[code]
    for text in (entry.say, entry.do):
        assert text
        assert "'" not in text
        for _, name, spec, conversion in Formatter().parse(text):
            assert name is None or name.isidentifier()
            assert not spec
            assert conversion is None
    assert entry.say.endswith((".", "{hint}", "{quote}"))


def test_a_refusal_is_what_clients_unwrap() -> None:
    reply = refusal(UnknownModel(models="« a »"))
    body = json.loads(reply.body)["error"]
    assert body == {
        "message": body["message"],
        "type": "not_found_error",
        "param": "model",
        "code": "unknown_model",
    }
    assert reply.status == 404
    assert (b"x-should-retry", b"false") in reply.headers


def test_the_field_that_is_meant_is_the_param() -> None:
    assert (
        error_body(InvalidRequest(field="messages[2].role", expected="x"))["error"]["param"]
        == "messages[2].role"
    )
    assert error_body(InvalidApiKey())["error"]["param"] is None


def test_who_may_come_back_is_told_when() -> None:
    assert dict(refusal(ModelLoading(system="x")).headers) == {b"retry-after": b"5"}
    assert b"x-should-retry" not in dict(refusal(JournalUnavailable(writer="x", reason="y")).headers)
    limited = UpstreamRateLimited(system="x")
    limited.passed_headers = ((b"retry-after", b"7"),)
    assert dict(refusal(limited).headers) == {b"retry-after": b"7"}


def test_a_missing_key_is_asked_for() -> None:
    assert (b"www-authenticate", b"Bearer") in refusal(InvalidApiKey()).headers


def test_an_error_without_a_status_of_its_own_is_ours() -> None:
    class Odd(GatewayError):
        code = "systems_file_unreadable"

    assert status_of(Odd()) == 500
