"""The drawn text is the text; corrections follow a value wherever it stands."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy import NOTHING_OWN, Label, Own, Reading, Span, Statement
from garant.redaction.corrections import Corrections, datum_of, key_of
from garant.redaction.errors import CorrectionUnreadable
from garant.redaction.marking import Fate, rows, sentences, stretches
from garant.redaction.redacting import Options, redact
from garant.redaction.seeing import Seen, see
from garant.redaction.uploads import Given

NOTHING = Corrections()


def seen(text: str, corrections: Corrections = NOTHING, own: Own = NOTHING_OWN) -> Seen:
    return see(Given("texte.txt", text.encode()), own=own, corrections=corrections, certainty={})


def read_as(text: str, reading: Reading) -> Seen:
    return replace(seen(text), reading=reading)


PLACES = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda at: (at[0], at[0] + at[1]))


@given(
    st.text("abé 😀\n.", min_size=80, max_size=90).filter(str.strip),
    st.lists(PLACES, max_size=6),
    st.lists(PLACES, max_size=6),
    st.lists(st.tuples(PLACES, st.lists(PLACES, max_size=3)), max_size=4),
)
def test_the_stretches_of_a_text_are_the_text(text, certain, doubtful, said) -> None:
    reading = Reading(
        spans=tuple(Span(*place, Label.PERSON) for place in certain),
        uncertain=tuple(Span(*place, Label.PHONE, 0.4) for place in doubtful),
        statements=tuple(
            Statement(*place, Label.SENSITIVE_HEALTH, 1.0, tuple(words)) for place, words in said
        ),
    )
    drawn = list(stretches(read_as(text, reading), Options()))
    assert "".join(stretch.text for stretch in drawn) == text + "\n"


def test_a_datum_within_a_sensitive_sentence_is_drawn_as_both() -> None:
    text = "Karima est suivie pour un diabète. Elle attend."
    health = Statement(0, 34, Label.SENSITIVE_HEALTH, 1.0, ((26, 33),))
    drawn = list(
        stretches(read_as(text, Reading(spans=(Span(0, 6, Label.PERSON),), statements=(health,))), Options())
    )
    assert (drawn[0].text, drawn[0].label, drawn[0].sensitive) == ("Karima", Label.PERSON, True)
    assert [stretch.text for stretch in drawn if stretch.telling] == ["diabète"]
    assert not drawn[-1].sensitive
    (sentence,) = sentences(read_as(text, Reading(statements=(health,))))
    assert sentence.pieces == (("Karima est suivie pour un ", False), ("diabète", True), (".", False))


def test_what_is_to_be_looked_at_is_masked_only_when_it_is_asked() -> None:
    text = "Voir avec Rose demain."
    read = read_as(text, Reading(uncertain=(Span(10, 14, Label.PERSON, 0.4),)))
    assert [row.fate for row in rows(read, Options())] == [Fate.UNCERTAIN]
    assert redact(read, Options(), seed="a" * 20).text == text
    assert [row.fate for row in rows(read, Options(uncertain=True))] == [Fate.VERIFY]
    assert "Rose" not in redact(read, Options(uncertain=True), seed="a" * 20).text


def test_places_and_dates_are_left_until_it_is_asked() -> None:
    text = "À Forcalquier le 3 mai 2024."
    read = read_as(text, Reading(indirect=(Span(2, 13, Label.LOCATION), Span(17, 27, Label.DATE))))
    assert redact(read, Options(), seed="a" * 20).text == text
    assert "Forcalquier" not in redact(read, Options(indirect=True), seed="a" * 20).text
    shifted = redact(read, Options(shift_dates=True), seed="a" * 20).text
    assert "Forcalquier" in shifted
    assert "3 mai 2024" not in shifted
    assert "[DATE_" not in shifted


# ---------------------------------------------------------------- corrections


@pytest.mark.parametrize("written", ["06 39 98 42 17", "06.39.98.42.17", "0639984217"])
def test_a_value_is_one_whatever_its_separators(written: str) -> None:
    text = f"Joignable au {written}."
    assert seen(text).reading.spans
    assert not seen(text, Corrections.of(["06-39-98-42-17"], [])).reading.spans


def test_a_value_that_only_holds_another_is_still_found() -> None:
    text = "Madame Rose Benzerga habite ici."
    spans = seen(text, Corrections.of(["Rose"], [])).reading.spans
    assert any("Benzerga" in text[span.start : span.end] for span in spans)


def test_what_the_organisation_calls_ordinary_is_masked_for_who_says_so() -> None:
    own = Own(ordinary=("06 39 98 42 17",))
    text = "Joignable au 06 39 98 42 17."
    assert not seen(text, own=own).reading.spans
    (span,) = seen(text, Corrections.of([], ["PHONE:06 39 98 42 17"]), own).reading.spans
    assert span.label is Label.PHONE


def test_what_the_organisation_knows_is_left_for_who_says_so() -> None:
    own = Own(known={"Chrysalide": Label.CASE_ID})
    text = "Le projet Chrysalide avance."
    assert seen(text, own=own).reading.spans
    assert not seen(text, Corrections.of(["chrysalide"], []), own).reading.spans


@pytest.mark.parametrize("told", ["", "PERSON", "PERSON:", "PERSON: ?", "RIEN:mot", ":", ": !"])
def test_what_names_no_value_or_no_kind_is_refused(told: str) -> None:
    with pytest.raises(CorrectionUnreadable):
        datum_of(told)


def test_a_correction_without_a_kind_says_that_it_is_no_datum() -> None:
    assert datum_of(":Volx") == ("Volx", None)
    assert datum_of("PERSON:A: B") == ("A: B", Label.PERSON)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(value: str) -> None:
    assert key_of(key_of(value)) == key_of(value)
    assert key_of(value.upper().lower()) == key_of(value.lower()) or not value.isascii()


def without_effect(text: str, *data: str) -> frozenset[str]:
    return Corrections.of([], data).without_effect(text)


@pytest.mark.parametrize(
    "value", ["Chrysalide", "chrysalide", "CHRYSALIDE", "projet  Chrysalide", "sœur", "SŒUR", "Éole"]
)
def test_a_word_of_the_text_has_its_effect_in_any_writing(value) -> None:
    assert without_effect("Le projet Chrysalide de SŒUR Eole avance.", f"PERSON:{value}") == frozenset()


@pytest.mark.parametrize("value", ["hrysal", "Chrysalid", "Chrysalides", "Zorglub", "Chrysalide projet"])
def test_half_a_word_or_another_one_masks_nothing_and_is_told(value) -> None:
    text = "Le projet Chrysalide avance."
    assert without_effect(text, f"PERSON:{value}", "PERSON:avance") == {value}
    assert seen(text, Corrections.of([], [f"PERSON:{value}"])).reading.spans == ()
