import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.gateway.sse import Event, EventReader, EventTooLarge, encode


def read(raw: bytes, cuts: list[int] | None = None) -> list[Event]:
    reader = EventReader()
    edges = [0, *sorted(cuts or []), len(raw)]
    events: list[Event] = []
    for start, end in pairwise(edges):
        events += reader.feed(raw[start:end])
    return events + reader.close()


def test_an_event_on_one_line_keeps_the_bytes_it_came_in_and_any_other_is_written_anew() -> None:
    raw = b"data: a\n\ndata:b\r\n\r\nid: 1\ndata:c\n\n"
    assert read(raw) == [
        Event(b"data: a\n\n", b"a"),
        Event(b"data:b\r\n\r\n", b"b"),
        Event(b"data: c\n\n", b"c"),
    ]


def test_an_event_says_the_same_to_who_reads_lone_carriage_returns_otherwise() -> None:
    """For a reader that knows "\\n" alone, the first and the last line are comments."""
    (event,) = read(b': \rdata: {"x":\ndata: {"garant": {}}\n: \rdata: }\n\n')
    assert event.data == b'{"x":\n{"garant": {}}\n}'
    assert event.raw == b'data: {"x":\ndata: {"garant": {}}\ndata: }\n\n'


def test_several_data_lines_are_one_value() -> None:
    assert read(b'event: x\nid: 7\ndata: {\ndata:  "a": 1}\n\n')[0].data == b'{\n "a": 1}'


def test_comments_hold_nothing() -> None:
    assert [event.data for event in read(b": ping\n\n:\n\ndata: a\n\n")] == [None, None, b"a"]


def test_a_last_event_without_its_blank_line_counts() -> None:
    assert [event.data for event in read(b"data: a\n\ndata: [DONE]")] == [b"a", b"[DONE]"]


def test_a_byte_order_mark_is_left_out() -> None:
    assert [event.data for event in read(b"\xef\xbb\xbfdata: a\n\n", [1, 2])] == [b"a"]


def test_an_event_without_end_is_not_gathered_for_ever() -> None:
    reader = EventReader(largest=1000)
    reader.feed(b"data: " + b"a" * 900)
    with pytest.raises(EventTooLarge):
        reader.feed(b"a" * 100)


def test_our_events_are_read_back() -> None:
    value = {"content": "a\n\nb\r\n\r\ndata: c"}
    (event,) = read(encode(value))
    assert event.data is not None
    assert json.loads(event.data) == value


lines = st.sampled_from([b"data: a", b"data:b", b": c", b"event: e", b"data", b"x"])
ends = st.sampled_from([b"\n", b"\r\n", b"\r"])


@given(
    parts=st.lists(st.tuples(st.lists(lines, min_size=1, max_size=3), ends), max_size=6),
    data=st.data(),
)
def test_any_cut_gives_the_same_events(parts: list[tuple[list[bytes], bytes]], data: st.DataObject) -> None:
    raw = b"".join(b"".join(line + end for line in lines) + end for lines, end in parts)
    cuts = data.draw(st.lists(st.integers(0, len(raw)), max_size=8))
    whole, cut = read(raw), read(raw, cuts)
    assert [event.data for event in cut] == [event.data for event in whole]
    expected = [
        b"\n".join(line[5:].removeprefix(b" ") for line in lines if line.startswith(b"data"))
        if any(line.startswith(b"data") for line in lines)
        else None
        for lines, _ in parts
    ]
    assert [event.data for event in whole] == expected
