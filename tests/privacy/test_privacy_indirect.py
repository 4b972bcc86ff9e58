"""Places, organisations and dates: what says something of somebody only together with other things."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy.folded import fold
from garant.privacy.indirect import places
from garant.privacy.indirect.territory import COUNTRIES, DEPARTEMENTS, REGIONS, TOWNS_BEYOND
from garant.privacy.labels import Label


def said(text: str, label: Label) -> list[str]:
    return [text[span.start : span.end] for span in places(fold(text)) if span.label is label]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("elle habite à Gap", "Gap"),
        ("né à Digne-les-Bains", "Digne-les-Bains"),
        ("04100 Manosque", "Manosque"),
        ("la commune de Saint-Michel-l'Observatoire", "Saint-Michel-l'Observatoire"),
        ("il vient de La Ciotat", "La Ciotat"),
        ("dans les Hautes-Alpes", "Hautes-Alpes"),
        ("en Île-de-France", "Île-de-France"),
        ("originaire de Côte d'Ivoire", "Côte d'Ivoire"),
        ("à la Réunion", "Réunion"),
        ("un vol vers Nouméa", "Nouméa"),
        ("IL HABITE A GAP", "GAP"),
        ("elle vient D'ARRAS", "ARRAS"),
        ("un courrier deGap", "Gap"),
    ],
)
def test_a_place_is_reported_where_a_place_is_meant(text: str, place: str) -> None:
    assert said(text, Label.LOCATION) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Gap se lève tôt",
        "à Xyzville",
        "le gap entre les deux",
        "à Noël",
        "de Madame",
        "VOUS AVEZ REÇU",
        "APRÈS QUOI",
        "J'habite SURESNES",
    ],
)
def test_what_is_no_place_is_not_reported(text: str) -> None:
    assert said(text, Label.LOCATION) == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("la mairie de Volx", "mairie de Volx"),
        ("le collège Jean Moulin est fermé", "collège Jean Moulin"),
        ("l'association Les Amis du Moulin", "association Les Amis du Moulin"),
        ("la SARL Martin", "SARL Martin"),
        ("dossier transmis à la MDPH", "MDPH"),
        ("le conseil départemental des Hautes-Alpes", "conseil départemental des Hautes-Alpes"),
    ],
)
def test_an_organisation_is_reported_with_its_name(text: str, body: str) -> None:
    assert said(text, Label.ORGANISATION) == [body]


@pytest.mark.parametrize(
    "text", ["elle rend service à sa voisine", "le club est fermé", "en association avec elle"]
)
def test_a_common_word_is_no_organisation(text: str) -> None:
    assert said(text, Label.ORGANISATION) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("réunion du 14 mars 2024", "14 mars 2024"),
        ("le mardi 5 mars à 9 h", "mardi 5 mars"),
        ("reçu le 12/03/2024", "12/03/2024"),
        ("traité le 2025-02-03", "2025-02-03"),
        ("depuis juin 2023", "juin 2023"),
        ("le 1er avril 2025", "1er avril 2025"),
    ],
)
def test_a_date_is_reported(text: str, date: str) -> None:
    assert said(text, Label.DATE) == [date]


@pytest.mark.parametrize(
    "text",
    ["née le 3 mars 1985", "date de naissance : 03/03/1985", "nés en mai 1990", "version 1.2.3", "12/2024"],
)
def test_a_date_of_birth_and_other_numbers_are_not_reported(text: str) -> None:
    assert said(text, Label.DATE) == []


def test_the_names_of_the_territories_are_all_there() -> None:
    assert len(DEPARTEMENTS) == 101
    assert {"corse", "occitanie", "ile de france", "provence alpes cote d azur"} <= REGIONS
    assert {"france", "maroc", "cote d ivoire"} <= COUNTRIES
    assert {"noumea", "papeete"} <= TOWNS_BEYOND


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec=None), max_size=300))
def test_any_text_gives_sorted_spans_that_do_not_overlap(text: str) -> None:
    spans = list(places(fold(text)))
    assert all(span.start < span.end for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.label.is_indirect for span in spans)


@pytest.mark.parametrize(
    "piece", ["à Saint-", "collège Jean ", "12 mars ", "de La ", "A", "04100 ", "deA-", "de A-de "]
)
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    list(places(fold(piece * (100_000 // len(piece)))))
    assert time.process_time() - started < 2
