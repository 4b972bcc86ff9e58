"""Events read in any slices, and written on one line."""

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from garant.assistant.sse import EventReader, event

STREAM = 'data: {"a":"é"}\n\n: keep-alive\n\ndata: un\r\ndata: deux\r\n\r\nevent: x\ndata:\n\ndata: [DONE]\n\n'.encode()


@given(st.lists(st.integers(0, len(STREAM)), max_size=20))
def test_events_are_the_same_wherever_the_bytes_are_cut(cuts: list[int]) -> None:
    bounds = [0, *sorted(cuts), len(STREAM)]
    reader = EventReader()
    read = [data for start, end in pairwise(bounds) for data in reader.feed(STREAM[start:end])]
    assert read == ['{"a":"é"}'.encode(), b"un\ndeux", b"", b"[DONE]"]


def test_an_event_without_its_blank_line_is_not_given() -> None:
    assert EventReader().feed(b"data: moiti\n") == []


@given(st.text())
def test_a_text_of_ours_stands_on_one_line(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    name, data, *rest = event("words", {"text": text}).decode().split("\n")
    assert name == "event: words"
    assert json.loads(data.removeprefix("data: ")) == {"text": text}
    assert rest == ["", ""]
