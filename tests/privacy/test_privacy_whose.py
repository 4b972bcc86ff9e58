"""Whose an address or a telephone is, by what stands around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy.desks import DEFAULT
from garant.privacy.detectors.address.words import DWELLING, PERSONS, PLAIN
from garant.privacy.folded import fold
from garant.privacy.vocabulary import as_words
from garant.privacy.whose import Evidence, Whose, names_person, whose

EVIDENCE = Evidence(
    persons=as_words("mon ma chez voisin"),
    dwelling=as_words("habite demeurant"),
    bodies=DEFAULT.bodies,
    happenings=as_words("travaux reunion"),
)
TELEPHONE = Evidence(
    persons=as_words("mon portable"),
    dwelling=frozenset(),
    bodies=DEFAULT.counters,
    happenings=frozenset(),
    counters_win=as_words("standard"),
    names_win=True,
)


def owner(before: str, evidence: Evidence = EVIDENCE, after: str = "") -> Whose:
    text = fold(f"{before}X{after}")
    at = len(fold(before).text)
    return whose(text, at, at + 1, evidence)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Mme Roux, ", Whose.PERSON),
        ("Mme Le Bihan, ", Whose.PERSON),
        ("Madame la Directrice, ", Whose.BODY),
        ("Monsieur le Préfet, ", Whose.BODY),
        ("Sophie Marchand, ", Whose.PERSON),
        ("la mairie, ", Whose.BODY),
        ("elle habite près de la mairie. ", Whose.PERSON),
        ("École Jean Moulin, ", Whose.BODY),
        ("ma maison, ", Whose.PERSON),
        ("la maison des associations, ", Whose.BODY),
        ("travaux au ", Whose.MAYBE_BODY),
        ("travaux chez Mme Roux, ", Whose.PERSON),
        ("Mme Roux, agent de la mairie, ", Whose.PERSON),
        ("Mme Roux, mairie de Gap, ", Whose.BODY),
        ("Anna Roux\n", Whose.PERSON),
        ("Anna Roux\nMairie de Gap\n", Whose.BODY),
        ("WANG Xiaoling\n", Whose.PERSON),
        ("Mairie de Gap\n\n\n", Whose.UNKNOWN),
        ("Nom : Roux\nN° allocataire CAF : 123\n", Whose.PERSON),
        ("hier encore, ", Whose.UNKNOWN),
        ("", Whose.UNKNOWN),
    ],
)
def test_the_nearest_evidence_decides(before: str, expected: Whose) -> None:
    assert owner(before) is expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Sophie Marchand, service urbanisme, ", Whose.PERSON),
        ("service urbanisme : ", Whose.BODY),
        ("Sophie Marchand, standard : ", Whose.BODY),
        ("Sophie Marchand\nDirection de l'eau\nTél. ", Whose.PERSON),
        ("Mairie de Gap\nTél. ", Whose.BODY),
    ],
)
def test_a_telephone_stays_with_the_person_beside_it(before: str, expected: Whose) -> None:
    assert owner(before, TELEPHONE) is expected


def test_what_comes_after_speaks_where_nothing_stands_before() -> None:
    assert owner("", after=", siège du club") is Whose.BODY
    assert owner("", after=", où il habite") is Whose.PERSON


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec=None), max_size=300), st.integers(0, 300))
def test_any_text_has_an_answer(text: str, at: int) -> None:
    folded = fold(text)
    assert whose(folded, min(at, len(folded.text)), min(at + 5, len(folded.text)), EVIDENCE) in Whose


@pytest.mark.parametrize(
    ("before", "after", "whose_it_is"),
    [
        ("Mme Roux est hébergée au CHRS L'Étape, ", "", Whose.PERSON),
        ("M. Roux sera reçu au CMP, ", "", Whose.BODY),
        ("Mme Roux travaille au Carrefour, ", "", Whose.BODY),
        ("Cabinet du docteur Roux, ", "", Whose.BODY),
        ("Docteur Roux, ", "", Whose.PERSON),
        ("France Travail, ", "", Whose.BODY),
        ("Assureur : MAIF, ", "", Whose.BODY),
        ("ROUX, ", "", Whose.UNKNOWN),
        ("bonjour la mairie, c'est Kelly du ", "", Whose.UNKNOWN),
        ("Mme Roux, maison Etxe Ona, ", "", Whose.PERSON),
        ("SARL Dupont et Fils, ", "", Whose.BODY),
        ("tribunal administratif de Clermont-Ferrand, ", "", Whose.BODY),
        ("au siège, chez la présidente, ", "", Whose.PERSON),
        ("Passez au ", ", service logement", Whose.BODY),
        ("Léa Roux | Responsable des assemblées | standard 02 97 00 31 00\n", "", Whose.BODY),
        ("CCAS de Volx ; dernière adresse ", "", Whose.PERSON),
        ("Il est passé à la maison, ", "", Whose.PERSON),
        ("Il est passé à la maison de santé, ", "", Whose.BODY),
        ("MSA 2290417, ", "", Whose.UNKNOWN),
        ("MSA de Gap, ", "", Whose.BODY),
    ],
)
def test_a_home_is_told_from_a_place_of_business(before: str, after: str, whose_it_is: Whose) -> None:
    text = f"{before}12 rue Haute{after}"
    start = len(before)
    evidence = Evidence(PERSONS, DWELLING, DEFAULT.bodies - PLAIN, DEFAULT.happenings)
    assert whose(fold(text), start, start + len("12 rue Haute"), evidence) is whose_it_is


def test_a_line_that_opens_with_somebody_is_told_from_one_that_does_not() -> None:
    assert names_person("Mme Roux")
    assert names_person("BENALI Inès, 12 ans")
    assert not names_person("Les Granges Basses")
    assert not names_person("")
