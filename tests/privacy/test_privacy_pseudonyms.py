"""Pseudonyms: stable, keyed, and exact whatever the text holds."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy import Label, Pseudonyms, Span, pseudonymise, restore

KEY = b"une clef de trente-deux octets!!"

# Any str at all: lone surrogates, controls, emoji. And texts that look like what we write ourselves.
PIECES = st.sampled_from(
    [
        *(
            "[PERSONNE_",
            "[personne 4127]",
            "\\[NIR\\_ 1234\\]",
            "[TEXTE_",
            "]",
            "[",
            "\\",
            "_",
            "4127",
            "b",
            " ",
        ),
        *(
            "\u00a0",
            "\n",
            "\r\n",
            "Jean",
            "jean",
            "e\u0301",
            "é",
            "😀",
            "\ud800",
            "06 12 34 56 78",
            "{",
            "%s",
        ),
        *(
            "PERSONNE_",
            "Personne ",
            "personnes",
            "PERSON",
            "NIR ",
            "<",
            ">",
            "}",
            "&#91;",
            "&#95;",
            "F",
            "**",
            "`",
        ),
        *("４１２７", "\u200b", "K. Benali", "BENALI", "Karima Benali", ", ", "Mme ", "1", "n° "),
    ]
)
TEXTS = st.one_of(st.text(st.characters(codec=None)), st.lists(PIECES, max_size=14).map("".join))


@st.composite
def texts_with_spans(draw: Callable[..., str]) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    offsets = st.integers(-3, len(text) + 3)
    spans = draw(st.lists(st.builds(Span, offsets, offsets, st.sampled_from(list(Label))), max_size=7))
    return text, spans


@settings(max_examples=400, deadline=None)
@given(st.lists(texts_with_spans(), min_size=1, max_size=4), st.booleans(), st.booleans())
def test_restoring_is_exact_for_any_texts_and_any_spans(
    cases: list[tuple[str, list[Span]]], told: bool, gendered: bool
) -> None:
    pseudonyms = Pseudonyms(KEY, avoid=[text for text, _ in cases] if told else (), gendered=gendered)
    masked = [pseudonyms.mask(text, spans) for text, spans in cases]
    assert [restore(text, pseudonyms.mapping) for text in masked] == [text for text, _ in cases]


@settings(max_examples=300, deadline=None)
@given(st.lists(texts_with_spans(), min_size=1, max_size=3), st.data())
def test_restoring_is_exact_where_a_text_repeats_what_was_given(
    cases: list[tuple[str, list[Span]]], data: st.DataObject
) -> None:
    """The hardest text of all: made of our own placeholders, whole, stripped of brackets, in pieces."""
    pseudonyms = Pseudonyms(KEY)
    masked = [pseudonyms.mask(text, spans) for text, spans in cases]
    given_out = list(pseudonyms.mapping) or ["[NIR_1]"]
    pieces = st.sampled_from(
        [*given_out, *(each.strip("[]") for each in given_out), *(each[:-1] for each in given_out)]
    )
    later = "".join(data.draw(st.lists(pieces | PIECES, max_size=8)))
    offsets = st.integers(0, len(later))
    spans = data.draw(st.lists(st.builds(Span, offsets, offsets, st.sampled_from(list(Label))), max_size=4))
    masked.append(pseudonyms.mask(later, spans))
    assert [restore(text, pseudonyms.mapping) for text in masked] == [*(text for text, _ in cases), later]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_restoring_is_exact_for_what_the_engine_finds(text: str) -> None:
    masked = pseudonymise(text, key=KEY)
    assert restore(masked.text, masked.mapping) == text


@settings(max_examples=200, deadline=None)
@given(texts_with_spans())
def test_nothing_that_a_span_covers_is_left(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    changes = Pseudonyms(KEY).changes(text, spans)
    covered = {at for span in spans for at in range(max(0, span.start), min(len(text), span.end))}
    assert covered <= {at for start, end, _ in changes for at in range(start, end)}
    assert all(left[1] <= right[0] for left, right in pairwise(changes))


def mask(text: str, word: str, label: Label = Label.PERSON, key: bytes = KEY) -> str:
    start = text.index(word)
    return Pseudonyms(key).mask(text, [Span(start, start + len(word), label)])


def test_the_same_value_keeps_its_placeholder_in_every_turn() -> None:
    assert mask("Bonjour Karim", "Karim").removeprefix("Bonjour ") == mask(
        "Karim est là", "Karim"
    ).removesuffix(" est là")


def test_another_key_gives_another_placeholder() -> None:
    assert mask("Karim", "Karim") != mask("Karim", "Karim", key=b"une autre clef")


def test_another_label_gives_another_number() -> None:
    assert mask("Karim", "Karim")[-5:] != mask("Karim", "Karim", Label.USERNAME)[-5:]


def test_two_surface_forms_share_a_number_and_come_back_apart() -> None:
    pseudonyms = Pseudonyms(KEY)
    text = "DUPONT, Dupont, dupont"
    masked = pseudonyms.mask(
        text, [Span(0, 6, Label.PERSON), Span(8, 14, Label.PERSON), Span(16, 22, Label.PERSON)]
    )
    first, second, third = masked.split(", ")
    assert (second, third) == (first[:-1] + "b]", first[:-1] + "c]")
    assert restore(masked, pseudonyms.mapping) == text


def test_a_phone_with_and_without_its_country_is_one() -> None:
    pseudonyms = Pseudonyms(KEY)
    one = pseudonyms.mask("06 12 34 56 78", [Span(0, 14, Label.PHONE)])
    other = pseudonyms.mask("+33612345678", [Span(0, 12, Label.PHONE)])
    assert other == one[:-1] + "b]"


@pytest.mark.parametrize("form", ["[{}]", "[ {} ]", "\\[{}\\]", "[{}b]"])
def test_a_number_that_the_text_holds_in_a_tolerated_form_is_avoided(form: str) -> None:
    number = mask("Karim", "Karim")[1:-1]
    text = f"Karim et {form.format(number.lower())}"
    pseudonyms = Pseudonyms(KEY)
    masked = pseudonyms.mask(text, [Span(0, 5, Label.PERSON)])
    assert f"[{number}]" not in masked.split(" et ")[0]
    assert restore(masked, pseudonyms.mapping) == text


def test_a_later_text_that_holds_a_given_number_comes_back_as_it_was() -> None:
    pseudonyms = Pseudonyms(KEY)
    placeholder = pseudonyms.mask("Karim", [Span(0, 5, Label.PERSON)])
    later = f"Que veut dire {placeholder} ?"
    masked = pseudonyms.mask(later, ())
    assert placeholder not in masked
    assert restore(masked, pseudonyms.mapping) == later


def test_many_values_all_get_their_own_placeholder() -> None:
    pseudonyms = Pseudonyms(KEY)
    for number in range(12_000):
        value = f"personne {number}"
        pseudonyms.mask(value, [Span(0, len(value), Label.PERSON)])
    assert len(pseudonyms.mapping) == len(set(pseudonyms.mapping.values())) == 12_000


def test_placeholders_tell_nothing_of_the_value() -> None:
    masked = mask("Karim Benali", "Karim Benali")
    assert masked.startswith("[PERSONNE_H_")
    assert masked.removeprefix("[PERSONNE_H_").removesuffix("]").isdigit()


def test_no_number_reads_as_a_year() -> None:
    pseudonyms = Pseudonyms(KEY)
    for number in range(6_000):
        value = f"D-{number}"
        pseudonyms.mask(value, [Span(0, len(value), Label.CASE_ID)])
    numbers = {int(placeholder[len("[DOSSIER_") : -1]) for placeholder in pseudonyms.mapping}
    assert numbers.isdisjoint(range(1900, 2100))
    assert numbers & set(range(1000, 1900))


@pytest.mark.parametrize(
    "form",
    [
        *(
            "PERSONNE_{}",
            "personne {}",
            "Personnes_{}",
            "[PERSONNE_{}",
            "PERSONNE_{}]",
            "<PERSON_{}>",
            "{{PERSON_{}}}",
        ),
        *(
            "[PERSON_{}]",
            "[Nom {}]",
            "［PERSONNE_{}］",
            "&#91;PERSONNE_{}&#93;",
            "_PERSONNE_{}_",
            "[PERSONNE_F_{}]",
        ),
    ],
)
def test_whatever_restore_reads_in_a_text_is_avoided_or_masked(form: str) -> None:
    number = mask("Dupont", "Dupont").strip("[]").removeprefix("PERSONNE_")
    literal = form.format(number)
    told = Pseudonyms(KEY, avoid=[literal])
    masked = told.mask("Dupont", [Span(0, 6, Label.PERSON)])
    assert number not in masked
    assert restore(literal, told.mapping) == literal
    later = Pseudonyms(KEY)
    first = later.mask("Dupont", [Span(0, 6, Label.PERSON)])
    again = later.mask(f"Voir {literal} !", [])
    assert number in first
    assert number not in again
    assert restore(again, later.mapping) == f"Voir {literal} !"


def test_a_form_that_a_span_completes_is_masked_too() -> None:
    """ "PERSONNE_4127Karim" is no form, and becomes one once "Karim" is none of the word any more."""
    pseudonyms = Pseudonyms(KEY)
    number = pseudonyms.mask("Dupont", [Span(0, 6, Label.PERSON)]).strip("[]")
    text = f"{number}Karim"
    masked = pseudonyms.mask(text, [Span(len(number), len(text), Label.PERSON)])
    assert restore(masked, pseudonyms.mapping) == text


def test_an_empty_key_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        Pseudonyms(b"")
