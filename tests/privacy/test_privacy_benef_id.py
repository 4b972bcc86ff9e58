"""Allocataires et bénéficiaires."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.BENEF_ID


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("N° allocataire CAF : 1234567", "1234567", id="CAF"),
        pytest.param("allocataire n° 1234567 A", "1234567 A", id="CAF_letter"),
        pytest.param("dossier MDPH n° 05-2019-004512", "05-2019-004512", id="MDPH"),
        pytest.param("identifiant France Travail 1234567X", "1234567X", id="France_Travail"),
        pytest.param("mon numero caf c 1234567 merci", "c 1234567", id="CAF_letter_first"),
        pytest.param("31-2021-004417 MDPH", "31-2021-004417", id="MDPH_at_the_start"),
        pytest.param("numéro MSA 8512345", "8512345", id="MSA"),
        pytest.param("identifiant Pôle emploi : 0456789B", "0456789B", id="ex_Pole_emploi"),
    ],
)
def test_benef_id_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("La MDPH ouvre à 9 h", id="opening_hours"),
        pytest.param("La CAF verse 1 234 567 €", id="amount"),
        pytest.param("aide sociale 2024", id="year"),
        pytest.param("à la caf, plan c 1234567 habitants", id="letter_of_a_plan"),
        pytest.param("31-2021-004417/12 MDPH", id="part_of_a_longer_number"),
        pytest.param("CAF : 04 92 30 10 00", id="phone_of_the_desk"),
    ],
)
def test_what_only_looks_like_benef_id_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("mon numéro alloc 2087714 P c Kelly Mauger", "2087714 P", id="before_a_small_word"),
        pytest.param("Identifiant : 5417338 V\n\nFrance Travail", "5417338 V", id="identifier"),
        pytest.param(
            "Allocataire CAF 973 – 0288147 – T. Avis : 300 €", "973 – 0288147 – T", id="after_a_dash"
        ),
        pytest.param("Allocataire 0288147 – M. Karim Benali", "0288147", id="not_the_title_of_a_name"),
    ],
)
def test_a_letter_apart_belongs_to_the_number(
    found: Callable[[str], list[str]], text: str, datum: str
) -> None:
    assert found(text) == [datum]


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("N° allocataire : |3|5|2|1|9|7|8| G    Caisse de : 64", "3|5|2|1|9|7|8| G", id="boxes"),
    ],
)
def test_boxes_of_a_form_are_one_number(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert found(text) == [datum]


def test_boxes_that_are_ticked_are_no_number(found: Callable[[str], list[str]]) -> None:
    assert found("N° allocataire : oui | non | 3 enfants") == []


def test_an_identifier_of_ten_digits_and_a_letter_is_no_phone(found: Callable[[str], list[str]]) -> None:
    assert found("Mme Haddad Samira – ID FT 0482113947 B – née en 1979") == ["0482113947 B"]


def test_a_column_of_beneficiaries_is_read_by_its_short_heading(found: Callable[[str], list[str]]) -> None:
    table = "id;nom;naiss;benef;montant\n1;Morin P.;1957-03-18;4418220;120.00\n2;Da Cruz L.;1983-11-02;5512908;85.50"
    assert found(table) == ["4418220", "5512908"]
