"""What an organisation adds to detection: its public people, its desks, its own numbers, its corrections."""

import time
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy import Label, Own, OwnPattern, PatternRefused, detect

LETTER = "Mme Sophie Marchand suit le dossier ; M. Marchand rappellera au 04 92 70 91 15."


def found(text: str, own: Own) -> list[str]:
    return [text[span.start : span.end] for span in detect(text, own)]


def test_somebody_in_public_is_nobody_s_datum_under_any_writing() -> None:
    own = Own(public_people=("Sophie Marchand",))
    for name in ("Sophie Marchand", "MARCHAND Sophie", "sophie MARCHAND"):
        assert found(f"Le discours de Mme {name} est joint.", own) == []
    assert found("Mme Sophie Marchant est venue.", own) == ["Sophie Marchant"]


def test_a_surname_alone_is_public_beside_the_full_name_only() -> None:
    own = Own(public_people=("Sophie Marchand",))
    assert found("Mme Sophie Marchand ouvre la séance. Mme Marchand conclut.", own) == []
    assert found("Mme Marchand est venue au guichet.", own) == ["Marchand"]


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("Mme Anne Martin", "Mme Anne Martin préside. Mme Martin a signé."),
        ("MARTIN Anne", "Mme Anne Martin préside. Mme Martin a signé."),
        ("Rose-Marie d'Hérécourt", "Mme Rose-Marie d'Hérécourt préside. Mme d'Hérécourt a signé."),
        ("Paul Martin-Duval", "M. Paul Martin-Duval préside. M. Martin-Duval a signé."),
    ],
)
def test_somebody_in_public_is_known_with_a_title_and_with_the_surname_first(listed: str, text: str) -> None:
    assert found(text, Own(public_people=(listed,))) == []


def test_of_a_name_in_public_the_first_name_alone_is_nobody_public() -> None:
    own = Own(public_people=("MARTIN Henri",))
    assert found("M. Henri Martin préside. Mme Henri est malade.", own) == ["Henri"]


def test_a_title_and_a_surname_are_no_full_name() -> None:
    assert found("M. Benali est venu.", Own(public_people=("M. Benali",))) == ["Benali"]


def test_another_person_of_that_surname_stays_private() -> None:
    own = Own(public_people=("Sophie Marchand",))
    text = "Mme Sophie Marchand préside. M. Hugo Marchand demande un logement ; M. Marchand a appelé."
    assert found(text, own) == ["Hugo Marchand", "Marchand"]


@pytest.mark.parametrize(
    "writing", ["06 12 34 56 78", "06.12.34.56.78", "+33 6 12 34 56 78", "0033612345678"]
)
def test_a_desk_is_known_in_any_writing(writing: str) -> None:
    text = f"Mme Benali, joignable au {writing}."
    assert writing in found(text, Own())
    assert writing not in found(text, Own(desks=("06 12 34 56 78",)))


def test_a_domain_makes_desks_of_its_mailboxes_and_of_no_other() -> None:
    own = Own(desks=("@mairie-volx.fr",))
    assert found("Écrivez à karima.benali@mairie-volx.fr", own) == []
    assert found("Écrivez à karima.benali@orange.fr", own) == ["karima.benali@orange.fr"]


def test_its_own_numbers_are_found_by_their_form() -> None:
    own = Own(patterns=(OwnPattern("Carte famille", r"\bCF-\d{6}\b", Label.CASE_ID),))
    assert "CF-004512" in found("La carte cf CF-004512 est perdue.", own)
    assert found("La carte CF-12 est perdue.", own) == []


@pytest.mark.parametrize("written", ["T-458213", "AT-45821", "T-45821"])
def test_a_number_that_goes_on_beyond_its_form_is_taken_whole(written: str) -> None:
    own = Own(patterns=(OwnPattern("Matricule", r"T-\d{5}", Label.EMPLOYEE_ID),))
    assert found(f"Le code {written} est pris.", own) == [written]


def test_what_stands_beside_a_number_of_ones_own_stays() -> None:
    own = Own(patterns=(OwnPattern("Matricule", r"\d{5}", Label.EMPLOYEE_ID),))
    assert found("Le code AB-45821-bis est pris.", own) == ["45821"]
    assert found("Le numéro 0639984217 est à Karima.", own)[0] == "0639984217"


def test_where_two_forms_overlap_all_that_either_recognises_is_one() -> None:
    own = Own(
        patterns=(
            OwnPattern("Matricule", r"T-\d{5}", Label.EMPLOYEE_ID),
            OwnPattern("Dossier", r"\d{5}/[A-Z]{2}", Label.CASE_ID),
        )
    )
    assert found("Voir T-45821/AB, T-45822 et 45823/CD.", own) == ["T-45821/AB", "T-45822", "45823/CD"]


def test_a_form_is_read_in_linear_time_in_digits_without_end() -> None:
    own = Own(patterns=(OwnPattern("Matricule", r"\d{5}", Label.EMPLOYEE_ID),))
    began = time.process_time()
    assert list(own.ranges("7" * 400_000)) == [(0, 400_000)]
    assert time.process_time() - began < 3


def test_only_the_group_value_is_the_datum() -> None:
    own = Own(patterns=(OwnPattern("Badge", r"badge (?P<value>\d{4})", Label.EMPLOYEE_ID),))
    assert found("Le badge 4512 est perdu.", own) == ["4512"]
    own = Own(patterns=(OwnPattern("Carton", r"carton (?P<value>\d{4})-\d\d", Label.EMPLOYEE_ID),))
    assert found("Le carton 4512-07 est perdu.", own) == ["4512"]


@pytest.mark.parametrize("expression", ["", "(", "a*", r"(?=x)", "é+", "x" * 301, r"\d{0,3}"])
def test_a_pattern_that_cannot_serve_is_refused_in_french(expression: str) -> None:
    with pytest.raises(PatternRefused, match=r"\.$"):
        OwnPattern("x", expression, Label.CASE_ID)


@pytest.mark.parametrize(
    "expression",
    [
        *("a", "[a-z]+", r"\w+", r"\d+", r"\d{2}", r"[a-z]{4,}", r"\S{5,}", r"(?:de|le)", r"dossier", "."),
        *(r"x{65}", r"CF-\d{1,1000}", r"x{65,}", r"(?:[a-z]{1,30}-){64}", r"(?:\d{1,60}-){60}"),
    ],
)
def test_a_pattern_that_takes_any_word_or_is_too_heavy_is_refused_in_french(expression: str) -> None:
    with pytest.raises(PatternRefused, match=r"^(?:L’expression|Une répétition) .*\.$"):
        OwnPattern("x", expression, Label.CASE_ID)


@pytest.mark.parametrize(
    "expression", [r"CF-\d{6}", r"\b\d{4}[A-Z]{2}\b", r"x{64}", r"dossier no ?(?P<value>\d{2,5})", r"\d{5}"]
)
def test_a_pattern_of_a_number_is_taken(expression: str) -> None:
    assert OwnPattern("x", expression, Label.CASE_ID).expression == expression


def test_a_match_of_fewer_than_four_letters_and_digits_is_none() -> None:
    own = Own(patterns=(OwnPattern("Casier", r"z-\d{2,4}", Label.CASE_ID),))
    assert found("Les casiers Z-12 et Z-123.", own) == ["Z-123"]


def test_what_the_organisation_wrote_is_above_a_charter_s_threshold() -> None:
    own = Own(
        patterns=(OwnPattern("Carte", r"CF-\d{6}", Label.CASE_ID),), known={"le grand bleu": Label.USERNAME}
    )
    text = "La carte CF-004512 de le grand bleu."
    scores = {text[span.start : span.end]: span.score for span in detect(text, own)}
    assert scores == {"CF-004512": 0.95, "le grand bleu": 1.0}


def test_the_digest_is_the_same_for_the_same_lists_only() -> None:
    own = Own(desks=("@mairie-volx.fr",), known={"Chrysalide": Label.CASE_ID})
    assert own.digest == Own.from_mapping(own.to_mapping()).digest
    assert own.digest != Own(desks=("@mairie-volx.fr",)).digest
    assert own == Own.from_mapping(own.to_mapping())


def test_a_script_that_is_not_compared_is_known_as_such() -> None:
    assert all(map(Own.reads, ("Élodie Lœb", "06 12", "Ø. Ñandú", "e\u0301té", "m²")))
    assert not any(map(Own.reads, ("محمد", "李小龙", "Anne 李", "Иван", "", "?!")))


def test_a_name_of_our_lists_is_known_in_any_writing() -> None:
    assert all(map(Own.knows_name, ("Karima", "BENALI", "rose", "Jean-Luc", "Marchand", "Zoé", "zoe")))
    assert not any(map(Own.knows_name, ("Pronote", "GEDEOR", "Piscine", "Volx", "Pronote-Rose", "", "-")))


def test_a_statement_has_no_pattern() -> None:
    with pytest.raises(PatternRefused):
        OwnPattern("x", "x", Label.SENSITIVE_HEALTH)


def test_what_was_corrected_once_stays_corrected() -> None:
    own = Own(ordinary=("Sophie Marchand",), known={"le grand bleu": Label.PERSON})
    assert found("Mme Sophie Marchand et LE GRAND-BLEU sont venus.", own) == ["LE GRAND-BLEU"]
    assert found("Le grand bleuet est fleuri.", own) == []


def test_organisations_share_nothing() -> None:
    own = Own(public_people=("Sophie Marchand",))
    assert found(LETTER, own) != found(LETTER, Own())
    assert found(LETTER, Own()) == [LETTER[s.start : s.end] for s in detect(LETTER)]


@given(
    st.text(max_size=200),
    st.lists(st.text(max_size=20), max_size=5),
    st.lists(st.text(max_size=20), max_size=5),
)
def test_any_lists_and_any_text_give_spans_that_are_sorted_and_apart(
    text: str, people: list[str], values: list[str]
) -> None:
    own = Own(
        tuple(people), tuple(values), ordinary=tuple(values), known=dict.fromkeys(people, Label.CASE_ID)
    )
    spans = detect(text, own)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_what_an_organisation_knows_is_sought_in_time_that_grows_with_the_text() -> None:
    own = Own(known={"Chrysalide": Label.CASE_ID})
    text = "un mot puis un autre " * 40_000  # minutes, where each word copies those that follow it
    started = process_time()
    assert list(own.ranges(text + "Chrysalide")) == [(len(text), len(text) + len("Chrysalide"))]
    assert process_time() - started < 10
