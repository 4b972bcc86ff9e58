import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.gateway.errors import ProtectionUnavailable
from garant.gateway.inspection import Inspection, Inspector, pieces
from garant.gateway.shape import Position, read_chat
from garant.gateway.view import view_of
from garant.privacy import Known, Label, Own, Reading, Span, read
from garant.words import DataClass, Zone


def position(text: str, *, identity: bool = False) -> Position:
    return Position((0, "content"), "messages[0].content", view_of(text), identity=identity)


def inspect(
    *positions: Position, engine: Callable[[str, Own], Reading] = read, seconds: float = 20
) -> Inspection:
    inspector = Inspector(engine, deadline_seconds=seconds)
    try:
        return asyncio.run(inspector.inspect(positions))
    finally:
        inspector.close()


def test_what_stands_in_each_position_is_counted_by_label() -> None:
    inspection = inspect(position("Mme Claire Martin"), position("NIR 2 55 08 14 168 025 38"))
    assert dict(inspection.counts) == {Label.PERSON: 1, Label.NIR: 1}
    assert inspection.classes(Zone.INTERNAL) == {DataClass.PERSONAL, DataClass.HIGHLY_PERSONAL}
    assert inspection.first_with(frozenset({DataClass.HIGHLY_PERSONAL})) == "messages[0].content"
    assert inspection.first_with(frozenset({DataClass.SECRET})) is None


def test_who_asks_counts_only_where_it_leaves() -> None:
    inspection = inspect(position('"Mme Claire Martin"', identity=True))
    assert inspection.classes(Zone.EXTERNAL) == frozenset()
    assert inspection.classes(Zone.SOVEREIGN) == {DataClass.PERSONAL}


def test_a_text_seen_before_is_not_read_again() -> None:
    asked: list[str] = []

    def engine(text: str, own: Own) -> Reading:
        asked.append(text)
        return read(text, own)

    inspector = Inspector(engine)
    for _ in range(3):
        found = asyncio.run(inspector.inspect([position("Mme Claire Martin")]))
        assert found.counts == {Label.PERSON: 1}
    inspector.close()
    assert asked == ["Mme Claire Martin"]


def test_nothing_of_a_text_is_remembered_but_offsets() -> None:
    inspector = Inspector(read)
    asyncio.run(inspector.inspect([position("Mme Claire Martin")]))
    assert "Martin" not in repr(vars(inspector._memory)["_values"])
    inspector.close()


def test_a_long_text_gives_the_same_spans_as_its_parts() -> None:
    line = "Mme Claire Martin, NIR 2 55 08 14 168 025 38, a écrit au maire.\n\n"
    inspection = inspect(position(line * 1500))
    assert inspection.counts == {Label.PERSON: 1500, Label.NIR: 1500}
    text = inspection.found[0].position.view.text
    assert {text[s.start : s.end] for s in inspection.found[0].spans} == {
        "Claire Martin",
        "2 55 08 14 168 025 38",
    }


@pytest.mark.parametrize("size", [10, 100_000])
def test_an_engine_that_fails_is_told_without_the_text(size: int) -> None:
    def engine(text: str, own: Own) -> Reading:
        raise ValueError(text)

    with pytest.raises(ProtectionUnavailable) as caught:
        inspect(position("secret " * size), engine=engine)
    assert "secret" not in str(caught.value)
    assert caught.value.facts["error"] == "ValueError"


def test_a_search_for_echoes_that_fails_is_told_without_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(known: Known) -> None:
        raise ValueError(repr(known))

    monkeypatch.setattr(Known, "finder", fail)
    with pytest.raises(ProtectionUnavailable) as caught:
        inspect(position("Mme Claire Martin"))
    assert "martin" not in str(caught.value).lower()


def test_a_text_that_reads_alike_is_not_taken_for_one_written_otherwise() -> None:
    def engine(text: str, own: Own) -> Reading:
        at = text.find("nicolas")
        return Reading((Span(at, at + 7, Label.PERSON),) if at >= 0 else ())

    inspector = Inspector(engine)
    texts = "C:\nicolas", r"C:\nicolas"
    seen = [asyncio.run(inspector.inspect([position(text)])).found[0] for text in texts]
    inspector.close()
    assert seen[0].position.view.text == seen[1].position.view.text
    assert [len(found.spans) for found in seen] == [0, 1]


def test_two_readings_of_one_text_cover_what_either_found() -> None:
    def engine(text: str, own: Own) -> Reading:
        found = [(w, text.find(w)) for w in ("André", "nicolas")]
        return Reading(tuple(Span(at, at + len(w), Label.PERSON) for w, at in found if at >= 0))

    inspection = inspect(position(r"Andr\u00e9 dans C:\nicolas"), engine=engine)
    text = inspection.found[0].position.view.text
    assert [text[s.start : s.end] for s in inspection.found[0].spans] == ["André", "\nicolas"]


@given(text=st.text(alphabet="ab \n", max_size=300), size=st.integers(4, 50))
def test_pieces_make_up_the_whole_text(text: str, size: int) -> None:
    found = list(pieces(text, size))
    assert "".join(text[a:b] for a, b in found) == text
    assert all(b - a <= size for a, b in found)


def test_pieces_are_cut_between_words() -> None:
    text = "mot " * 20
    assert all(text[a:b].endswith(" ") for a, b in pieces(text, 30))


def test_a_request_is_inspected_position_by_position() -> None:
    request = read_chat(
        {
            "model": "m",
            "messages": [{"role": "user", "content": "Mme Claire Martin"}],
            "x": ["NIR 2 55 08 14 168 025 38"],
        }
    )
    assert [bool(found.spans) for found in inspect(*request.positions).found] == [True, True]
