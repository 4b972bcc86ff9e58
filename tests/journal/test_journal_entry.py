"""Entries hold identifiers, numbers, closed words and counts: there is no room for what a person wrote."""

import dataclasses
import typing
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journal.conftest import some_entry, ticking_clock

from garant.journal import (
    EntryInvalid,
    PolicyApplied,
    RequestCompleted,
    RequestDecided,
    SignedIn,
    UnknownEntry,
    WriterRecovered,
    shape,
    tell,
)
from garant.journal.chain import Link, genesis, read_line, write_line
from garant.journal.entry import KINDS, Entry, entry_of
from garant.words import Action, Zone

IDENTIFIERS = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.:/+-]{0,127}", fullmatch=True)
TEXTS: dict[Any, st.SearchStrategy[Any]] = {
    shape.Identifier: IDENTIFIERS,
    shape.IdentifierOrNothing: st.just("") | IDENTIFIERS,
    shape.Method: st.just("ecologits 0.11.3"),
    shape.ActionWord: st.sampled_from([action.value for action in Action]),
    shape.ZoneWord: st.sampled_from([zone.value for zone in Zone]),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    if hint in TEXTS:
        return TEXTS[hint]
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is typing.Literal:
        return st.sampled_from(arguments)
    if typing.get_origin(hint) is Mapping:
        return st.dictionaries(values_of(arguments[0]), values_of(arguments[1]), max_size=4)
    if type(None) in arguments:
        return st.none() | values_of(next(each for each in arguments if each is not type(None)))
    return {
        bool: st.booleans(),
        int: st.integers(0, 2**53),
        float: st.floats(0, allow_nan=False, allow_infinity=False),
    }[hint]


def entries() -> st.SearchStrategy[Entry]:
    def built(kind: type[Entry]) -> st.SearchStrategy[Entry]:
        hints = typing.get_type_hints(kind, include_extras=True)
        return st.builds(
            kind, **{each.name: values_of(hints[each.name]) for each in dataclasses.fields(kind)}
        )

    return st.sampled_from(sorted(KINDS.values(), key=lambda kind: kind.kind)).flatmap(built)


@given(entries())
def test_any_entry_comes_back_from_its_line_as_it_went_in(entry: Entry) -> None:
    line, end = write_line(entry, writer="gateway", at=ticking_clock()(), after=genesis("gateway"))
    read = read_line(line[:-1])
    assert read.entry == entry
    assert read.canonical
    assert Link(read.seq, read.hash) == end


@given(entries())
def test_any_entry_is_told_in_french_words(entry: Entry) -> None:
    told = tell(entry)
    assert told != entry.kind
    assert "None" not in told


@given(st.text(min_size=1).filter(lambda text: not shape._IDENTIFIER.fullmatch(text)))
def test_a_sentence_fits_no_text_field(content: str) -> None:
    sound = some_entry(1)
    for name, value in sound.to_mapping().items():
        if isinstance(value, str):
            with pytest.raises(EntryInvalid) as refused:
                dataclasses.replace(sound, **{name: content})
            assert refused.value.facts["field"] == name
            assert content not in str(refused.value).replace(name, "") or len(content) < 3


@pytest.mark.parametrize(
    "content",
    [
        "Madame Dupont",
        "marie@exemple.fr",
        "hélène",
        "ligne\nligne",
        "a" * 129,
        "",
        " ",
        "-tiret",
        12,
        None,
        b"octets",
    ],
)
def test_what_is_no_identifier_is_refused(content: Any) -> None:
    with pytest.raises(EntryInvalid):
        SignedIn(organisation="ahp", person=content)


@pytest.mark.parametrize(
    "name", ["agent-12", "7f3c", "mistralai/mistral-small:latest", "unix:1000", "a" * 128]
)
def test_an_identifier_is_accepted(name: str) -> None:
    assert SignedIn(organisation="", person=name).person == name


@pytest.mark.parametrize(
    "found", [{"NIR": -1}, {"NIR": True}, {"NIR": 1.5}, {"M. Dupont": 1}, {"NIR": "1850578"}]
)
def test_what_is_found_is_labels_and_counts(found: Any) -> None:
    with pytest.raises(EntryInvalid):
        dataclasses.replace(some_entry(1), found=found)


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -0.1, "1", True])
def test_a_measure_is_a_finite_number_that_is_not_negative(seconds: Any) -> None:
    with pytest.raises(EntryInvalid):
        dataclasses.replace(some_entry(2), seconds=seconds)


def test_an_outcome_outside_the_closed_list_is_refused() -> None:
    with pytest.raises(EntryInvalid):
        dataclasses.replace(some_entry(2), outcome="fine")
    assert dataclasses.replace(some_entry(2), outcome="client_gone").outcome == "client_gone"  # type: ignore[attr-defined]


def test_the_words_of_the_charter_are_taken_as_they_are() -> None:
    entry = dataclasses.replace(some_entry(1), action=Action.WARN, zone=Zone.SOVEREIGN)
    assert isinstance(entry, RequestDecided)
    assert type(entry.action) is str
    assert (entry.action, entry.zone) == ("warn", "sovereign")


def test_an_entry_does_not_change_with_the_mapping_it_was_made_from() -> None:
    found = {"NIR": 1}
    entry = dataclasses.replace(some_entry(1), found=found)
    found["M. Dupont"] = 2
    assert entry.to_mapping()["found"] == {"NIR": 1}


def test_a_field_of_a_newer_version_is_left_out() -> None:
    values = {"organisation": "", "torn_bytes": 3, "unsealed": 0, "later": "yes"}
    assert entry_of("journal.recovered", values) == WriterRecovered(organisation="", torn_bytes=3)


def test_a_field_that_this_version_has_since_takes_its_default() -> None:
    assert entry_of("journal.recovered", {"organisation": "", "torn_bytes": 3}) == WriterRecovered(
        organisation="", torn_bytes=3, unsealed=0
    )


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("budget.settled", {"organisation": "ahp", "tokens": 12}),
        ("request.completed", {"organisation": "ahp", "outcome": "an outcome of 2031"}),
    ],
)
def test_what_a_newer_version_wrote_is_kept_as_it_stands(kind: str, values: dict[str, Any]) -> None:
    entry = entry_of(kind, values)
    assert isinstance(entry, UnknownEntry)
    assert (entry.kind, entry.organisation, dict(entry.values)) == (kind, "ahp", values)
    assert kind in tell(entry)


def test_an_unknown_kind_moves_no_cursor() -> None:
    entry = entry_of("\x1b[2J", {"organisation": "\x1b[2J"})
    assert entry.organisation == ""
    assert "\x1b" not in tell(entry)


def test_every_kind_has_a_name_of_its_own() -> None:
    assert KINDS["request.completed"] is RequestCompleted
    assert len(KINDS) == len({entry.__name__ for entry in KINDS.values()}) == 20


def test_an_entry_written_before_a_field_was_added_is_still_read() -> None:
    entry = PolicyApplied(organisation="mairie", charter="c", version="2026-11-01", snapshot=1)
    assert entry.software is None
