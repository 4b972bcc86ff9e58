import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.gateway.errors import InvalidJson, InvalidRequest
from garant.gateway.shape import DEEPEST, read_chat, read_json, text_of, with_texts

HELLO = [{"role": "user", "content": "Bonjour"}]


def read(**fields: Any) -> Any:
    return read_chat({"model": "m", "messages": HELLO, **fields})


def test_depth_is_allowed_up_to_the_limit_and_not_beyond() -> None:
    def nested(levels: int) -> bytes:
        return b'{"x":' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"

    assert read_json(nested(DEEPEST + 1))
    with pytest.raises(InvalidRequest):
        read_json(nested(DEEPEST + 2))


def test_what_is_no_json_is_told_without_the_text() -> None:
    with pytest.raises(InvalidJson) as caught:
        read_json(b'{"secret')
    assert caught.value.__cause__ is None
    assert "secret" not in str(caught.value)


def test_every_text_has_one_position() -> None:
    request = read(tools=[{"type": "function", "function": {"name": "f"}}], user="u", seed=7, extra=1)
    fields = {position.field for position in request.positions}
    assert fields == {"messages[0].content", "tools", "user", "champs complémentaires"}


def test_numbers_and_truth_values_at_their_known_places_are_not_texts() -> None:
    request = read(seed=7, temperature=0.5, stream=True, n=1, max_tokens=5)
    assert [position.field for position in request.positions] == ["messages[0].content"]


def test_what_the_person_wrote_is_told_from_what_a_model_wrote() -> None:
    messages = [
        {"role": role, "content": "a"}
        for role in ("system", "developer", "user", "assistant", "tool", "function")
    ]
    request = read_chat({"model": "m", "messages": messages})
    assert [position.written for position in request.positions] == [True, True, True, False, True, True]


def test_an_empty_content_is_no_position() -> None:
    request = read_chat(
        {"model": "m", "messages": [{"role": "assistant", "content": ""}, {"role": "user", "content": None}]}
    )
    assert request.positions == ()


def test_new_texts_go_where_the_old_ones_stood_and_nowhere_else() -> None:
    body = {
        "model": "m",
        "temperature": 0.1,
        "extra": {"a": "x"},
        "metadata": {"k": "v"},
        "messages": [
            {"role": "user", "name": "n", "content": "t0"},
            {
                "role": "user",
                "content": [{"type": "text", "text": "t1", "cache": "c"}, "t2", {"type": "image_url"}],
            },
        ],
    }
    request = read_chat(body)
    before = json.dumps(body)
    texts = {position.place: position.view.rewrite([]) for position in request.positions}
    assert with_texts(request, texts) == body
    changed = with_texts(
        request,
        {
            (0, "content"): "T0",
            (0, "fields"): '{"name":"N"}',
            (1, 0, "text"): "T1",
            (1, 0, "fields"): '{"cache":"C"}',
            (1, 1, "text"): "T2",
            ("metadata",): '{"K":"v"}',
            ("rest",): '{"extra":{"A":"x"}}',
        },
    )
    assert changed["messages"] == [
        {"role": "user", "name": "N", "content": "T0"},
        {
            "role": "user",
            "content": [{"type": "text", "text": "T1", "cache": "C"}, "T2", {"type": "image_url"}],
        },
    ]
    assert (changed["extra"], changed["metadata"], changed["temperature"]) == ({"A": "x"}, {"K": "v"}, 0.1)
    assert json.dumps(body) == before


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(
    extra=st.dictionaries(st.text(max_size=6), values, max_size=3),
    fields=st.dictionaries(st.text(max_size=6), values, max_size=3),
)
def test_texts_put_back_as_they_are_change_nothing(extra: dict[str, Any], fields: dict[str, Any]) -> None:
    body = {**extra, "model": "m", "messages": [{**fields, "role": "user", "content": "a"}]}
    try:
        request = read_chat(body)
    except InvalidRequest:
        return
    assert (
        with_texts(request, {position.place: position.view.rewrite([]) for position in request.positions})
        == body
    )


def test_what_a_message_says() -> None:
    assert text_of({"content": "a"}) == "a"
    assert (
        text_of({"content": [{"type": "text", "text": "a"}, "b", {"type": "image_url", "image_url": {}}]})
        == "a\nb"
    )
    assert text_of({"content": None}) == ""


@pytest.mark.parametrize(
    ("text", "opaque"),
    [
        ("data:image/png;base64,iVBORw0KGgo", True),
        ("A" * 1000, True),
        ("A" * 999, False),
        ("mot " * 1000, False),
        ("les données : base64, c’est un codage", False),
    ],
)
def test_what_is_no_text_is_recognised(text: str, opaque: bool) -> None:
    request = read_chat({"model": "m", "messages": [{"role": "user", "content": text}]})
    assert request.unknown == (("messages[0].content",) if opaque else ())
