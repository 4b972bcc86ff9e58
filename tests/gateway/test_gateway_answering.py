import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.gateway.answering import Restoring, StreamedAnswer, WholeAnswer
from garant.gateway.errors import UpstreamBroken
from garant.gateway.sse import EventReader

ORIGINALS = {"[PERSONNE_1234]": 'Claire "Clé" Martin', "[NIR_5678]": "2 55\n08"}
HOW = Restoring(ORIGINALS, "offert")


def whole(message: dict[str, Any], how: Restoring = HOW) -> Any:
    body = {"model": "x", "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}
    answer = WholeAnswer(json.dumps(body).encode(), how)
    return answer.body["choices"][0]["message"], answer


@pytest.mark.parametrize("name", ["content", "reasoning_content", "reasoning", "refusal"])
def test_words_are_restored_in_each_field(name: str) -> None:
    message, answer = whole({name: "À [PERSONNE_1234], [NIR_5678]."})
    assert message[name] == 'À Claire "Clé" Martin, 2 55\n08.'
    assert answer.restored == 2
    assert answer.body["model"] == "offert"


def test_words_in_parts_are_restored() -> None:
    message, _ = whole({"content": [{"type": "text", "text": "[NIR_5678]"}, 7, {"type": "x", "text": None}]})
    assert message["content"][0]["text"] == "2 55\n08"


def test_arguments_stay_json() -> None:
    call = {"id": "[NIR_5678]", "function": {"name": "f", "arguments": '{"nom": "[PERSONNE_1234]"}'}}
    message, _ = whole({"tool_calls": [call], "function_call": {"arguments": '["[NIR_5678]"]'}})
    assert json.loads(message["tool_calls"][0]["function"]["arguments"]) == {"nom": 'Claire "Clé" Martin'}
    assert json.loads(message["function_call"]["arguments"]) == ["2 55\n08"]
    assert message["tool_calls"][0]["id"] == "2 55\n08"


def test_structured_output_stays_json_and_free_text_is_not_escaped() -> None:
    asked = Restoring(ORIGINALS, "offert", json_answer=True)
    text = '{"nom": "[PERSONNE_1234]"}'
    assert json.loads(whole({"content": text}, asked)[0]["content"]) == {"nom": 'Claire "Clé" Martin'}
    assert whole({"content": text})[0]["content"] == '{"nom": "Claire "Clé" Martin"}'


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"7", b"{}", b'{"choices": {}}', b'{"choices": null}'])
def test_a_body_without_choices_is_no_answer(raw: bytes) -> None:
    with pytest.raises(UpstreamBroken):
        WholeAnswer(raw, HOW)


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("[NIR_5678]"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "index",
                    "message",
                    "delta",
                    "content",
                    "tool_calls",
                    "function",
                    "arguments",
                    "usage",
                    "finish_reason",
                    "custom",
                    "id",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(choices=st.lists(odd, max_size=3), usage=odd)
def test_any_shape_of_answer_is_taken(choices: list[Any], usage: Any) -> None:
    body = {"choices": choices, "usage": usage}
    answer = WholeAnswer(json.dumps(body).encode(), HOW)
    assert answer.body["model"] == "offert"
    assert answer.usage.output_tokens is None or answer.usage.output_tokens >= 0


@given(choices=odd, usage=odd)
def test_any_shape_of_chunk_is_taken(choices: Any, usage: Any) -> None:
    raw = b"data: " + json.dumps({"choices": choices, "usage": usage}).encode() + b"\n\n"
    streamed = StreamedAnswer(HOW)
    for event in EventReader().feed(raw):
        streamed.feed(event)
    streamed.close()


# ---------------------------------------------------------------- streams


def stream(
    deltas: list[dict[str, Any]],
    *,
    finish: str = "stop",
    last: dict[str, Any] | None = None,
    how: Restoring = HOW,
) -> tuple[list[Any], StreamedAnswer]:
    """The chunks that come out of these deltas; the last chunk bears the finish and perhaps a delta of its own."""
    choices = [{"index": 0, "delta": delta, "finish_reason": None} for delta in deltas]
    choices.append({"index": 0, "delta": last or {}, "finish_reason": finish})
    raw = b"".join(
        b"data: " + json.dumps({"id": "c", "model": "x", "choices": [c]}).encode() + b"\n\n" for c in choices
    )
    streamed = StreamedAnswer(how)
    out = (
        b"".join(streamed.feed(event) for event in EventReader().feed(raw + b"data: [DONE]\n\n"))
        + streamed.close()
    )
    return [json.loads(event.data) for event in EventReader().feed(out) if event.data], streamed


def said(chunks: list[Any], name: str = "content") -> str:
    return "".join(c["delta"].get(name) or "" for chunk in chunks for c in chunk["choices"])


def test_what_was_withheld_comes_before_the_finish() -> None:
    chunks, streamed = stream([{"content": "Voir [PERSONNE"}])
    assert said(chunks) == "Voir [PERSONNE"
    assert chunks[-1]["choices"][0]["finish_reason"] == "stop"
    assert [c["choices"][0]["finish_reason"] for c in chunks[:-1]] == [None] * (len(chunks) - 1)
    assert streamed.complete


def test_text_in_the_chunk_of_the_finish_keeps_its_order() -> None:
    chunks, _ = stream([{"content": "a [PERS"}], last={"content": "ONNE_1234] b [NIR"})
    assert said(chunks) == 'a Claire "Clé" Martin b [NIR'
    assert chunks[-1]["choices"][0] == {"index": 0, "delta": {}, "finish_reason": "stop"}


def test_arguments_in_the_chunk_of_the_finish_keep_their_order() -> None:
    call = {"index": 0, "id": "c", "function": {"name": "f", "arguments": '["[PERSONNE_1234]", "[NIR'}}
    chunks, _ = stream([], finish="tool_calls", last={"tool_calls": [call]})
    calls = [
        c["delta"]["tool_calls"][0]
        for chunk in chunks
        for c in chunk["choices"]
        if c["delta"].get("tool_calls")
    ]
    joined = "".join(c["function"]["arguments"] for c in calls)
    assert joined == '["Claire \\"Clé\\" Martin", "[NIR'
    assert calls[0]["id"] == "c"


def test_reasoning_is_whole_before_the_answer_begins() -> None:
    chunks, _ = stream(
        [{"reasoning_content": "Je pense à [PERSONNE"}, {"content": "Oui"}, {"content": " [NIR_5678]"}]
    )
    deltas = [c["delta"] for chunk in chunks for c in chunk["choices"]]
    first_word = next(n for n, delta in enumerate(deltas) if delta.get("content"))
    assert "".join(d.get("reasoning_content", "") for d in deltas[:first_word]) == "Je pense à [PERSONNE"
    assert said(chunks) == "Oui 2 55\n08"


def test_each_choice_and_each_call_has_its_own_restorer() -> None:
    pieces = [(0, "[PERSONNE_"), (1, "[NIR_"), (0, "1234]"), (1, "5678]")]
    raw = b"".join(
        b"data: " + json.dumps({"choices": [{"index": n, "delta": {"content": text}}]}).encode() + b"\n\n"
        for n, text in pieces
    )
    streamed = StreamedAnswer(HOW)
    out = b"".join(streamed.feed(event) for event in EventReader().feed(raw)) + streamed.close()
    found: dict[int, str] = {}
    for event in EventReader().feed(out):
        assert event.data is not None
        for choice in json.loads(event.data)["choices"]:
            found[choice["index"]] = found.get(choice["index"], "") + choice["delta"]["content"]
    assert found == {0: 'Claire "Clé" Martin', 1: "2 55\n08"}
    assert streamed.restored == 2


@given(
    text=st.lists(
        st.sampled_from(["[PERSONNE_1234]", "[NIR_5678]", "[", "mot ", "[personne 1234]", "\\", "é"]),
        max_size=12,
    ).map("".join),
    sizes=st.lists(st.integers(1, 9), min_size=1, max_size=40),
    name=st.sampled_from(["content", "reasoning_content"]),
)
def test_the_cut_of_a_stream_changes_nothing(text: str, sizes: list[int], name: str) -> None:
    pieces, at, turn = [], 0, 0
    while at < len(text):
        pieces.append({name: text[at : at + sizes[turn % len(sizes)]]})
        at += sizes[turn % len(sizes)]
        turn += 1
    message, answer = whole({name: text})
    chunks, streamed = stream(pieces)
    assert said(chunks, name) == message[name]
    assert streamed.restored == answer.restored
