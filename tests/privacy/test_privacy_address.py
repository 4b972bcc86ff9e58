"""Adresses postales."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy import Label, Span
from garant.privacy.detectors.address import DETECTOR
from garant.privacy.folded import fold
from garant.privacy.rules import Rules

LABEL = Label.ADDRESS
Found = Callable[[str], list[str]]
ALONE = Rules((DETECTOR,))


def addresses(text: str) -> list[Span]:
    """What this detector says by itself, uncertain or not."""
    return list(ALONE.candidates(fold(text)))


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param(
            "demeurant 12 rue de la Paix, 04100 Manosque",
            "12 rue de la Paix, 04100 Manosque",
            id="number_street_town",
        ),
        pytest.param("habite 12 bis rue Victor Hugo", "12 bis rue Victor Hugo", id="bis"),
        pytest.param("il loge 12-14 rue Pasteur", "12-14 rue Pasteur", id="two_numbers"),
        pytest.param("elle vit au 3/5 rue Zola, 69008 Lyon", "3/5 rue Zola, 69008 Lyon", id="slash"),
        pytest.param(
            "j'habite 3 rue des oliviers 13100 aix en provence",
            "3 rue des oliviers 13100 aix en provence",
            id="lower_case",
        ),
        pytest.param("jhabite au 5 rue des lilas a gap depuis peu", "5 rue des lilas a gap", id="chat"),
        pytest.param("on vit 12rue des ecoles bat b appt 4", "12rue des ecoles bat b appt 4", id="glued"),
        pytest.param(
            "DOMICILIE 17 ALLEE DES PLATANES 05000 GAP", "17 ALLEE DES PLATANES 05000 GAP", id="capitals"
        ),
        pytest.param("M. Martin\nl2 RUE DE LA P0STE", "l2 RUE DE LA P0STE", id="misread_by_OCR"),
        pytest.param(
            "Adresse : 5 avenue Foch, bât. B, appt 12, 13001 Marseille",
            "5 avenue Foch, bât. B, appt 12, 13001 Marseille",
            id="complement",
        ),
        pytest.param(
            "Mme Roux, 18, av. du Mal Juin, esc. B, 3e étage, porte 304, 13013 Marseille",
            "18, av. du Mal Juin, esc. B, 3e étage, porte 304, 13013 Marseille",
            id="all_complements",
        ),
        pytest.param("réside 4 rue du 8 mai 1945 à Gap", "4 rue du 8 mai 1945 à Gap", id="date_street"),
        pytest.param("M. Roux, 8 bd Gassendi 04000 Digne", "8 bd Gassendi 04000 Digne", id="abbreviated"),
        pytest.param(
            "habite lieu-dit Les Granges, 04140 Seyne", "lieu-dit Les Granges, 04140 Seyne", id="hamlet"
        ),
        pytest.param("domiciliés à la Croix-Blanche.", "la Croix-Blanche", id="hamlet_without_its_word"),
        pytest.param(
            "Mme Kiki, PK 11, route de Mana, 97320 Saint-Laurent-du-Maroni",
            "PK 11, route de Mana, 97320 Saint-Laurent-du-Maroni",
            id="kilometre_of_Guyane",
        ),
        pytest.param(
            "elle réside section Poirier, 97190 Le Gosier",
            "section Poirier, 97190 Le Gosier",
            id="section_of_Guadeloupe",
        ),
        pytest.param(
            "M. Schmitt\n3 Hauptstrasse\n67000 Strasbourg", "3 Hauptstrasse\n67000 Strasbourg", id="Alsace"
        ),
        pytest.param(
            "Mme Le Bihan\n4 Hent Kergoat\n29170 Fouesnant", "4 Hent Kergoat\n29170 Fouesnant", id="Brittany"
        ),
        pytest.param(
            "il habite Rue de la Loi 16, 1000 Bruxelles", "Rue de la Loi 16, 1000 Bruxelles", id="Belgium"
        ),
        pytest.param(
            "chez elle, douze rue de la poterne à niort", "douze rue de la poterne à niort", id="dictated"
        ),
        pytest.param(
            "Mme Lopez\nLe Village\n04110 REILLANNE", "Le Village\n04110 REILLANNE", id="hamlet_on_its_line"
        ),
        pytest.param("hébergée chez sa sœur à 05400 Veynes", "05400 Veynes", id="town_alone_beside_a_person"),
        pytest.param(
            '{"voie": "3 rue Zola", "cp": "69007", "ville": "Lyon"}', "69007", id="field_of_an_export"
        ),
    ],
)
def test_address_is_found_exactly(found: Found, text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Travaux rue Victor Hugo", id="street_alone"),
        pytest.param("Rues concernées : rue Victor-Hugo, place de la Liberté", id="list_of_streets"),
        pytest.param("Mairie, 1 place de la République, 04000 Digne-les-Bains", id="town_hall"),
        pytest.param("MAIRIE DE GAP\n3 rue du Colonel Roux\n05000 GAP", id="letterhead"),
        pytest.param("Conseil départemental, 13 rue du Docteur Romieu, 04995 Digne Cedex 9", id="cedex"),
        pytest.param("École Jules-Ferry, 12 avenue des Écoles, 05000 Gap", id="school"),
        pytest.param("Travaux au 12 rue Carnot : circulation alternée", id="work_site"),
        pytest.param("La réunion aura lieu salle Moulin, 12 rue Carnot à Gap", id="meeting_place"),
        pytest.param("SARL Dupont Frères, 14 rue des Plaines, 04200 Sisteron", id="company"),
        pytest.param("le siège de l'association est au 5 rue des Fleurs, 05000 Gap", id="seat"),
        pytest.param("20 places de stationnement", id="number_of_places"),
        pytest.param("Les 3 cours du soir sont complets", id="sentence"),
        pytest.param("un budget de 12 500 euros pour 10 000 habitants", id="amounts"),
        pytest.param("née à Manosque, elle habite à Gap", id="towns_alone"),
        pytest.param("le 14/02/2024 à 23 h 10, rue de la République", id="hour_before_a_street"),
        pytest.param("les articles L. 2162-1 à R. 2162-14", id="articles"),
        pytest.param("la parcelle AK 212, section Poirier", id="land_register"),
        pytest.param("domicile : pas de certificat", id="no_address"),
        pytest.param("ATTESTATION D'ÉLECTION DE DOMICILE (Cerfa n° 16029*01)", id="form_number"),
    ],
)
def test_what_only_looks_like_address_is_left_alone(found: Found, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("mme dupuis de 5 rue du port se plaint du bruit", "5 rue du port"),
        ("j'habite 12 rue Carnot et mon fils aussi", "12 rue Carnot"),
        ("Mme Roux, 12 rue Victor Hugo Tél. 04 92 31 22 57", "12 rue Victor Hugo"),
        ("il vit 8 avenue jean giono a manosque son num", "8 avenue jean giono a manosque"),
        ("M. Roux, 12 rue Carnot. Elle est venue", "12 rue Carnot"),
    ],
)
def test_the_sentence_after_an_address_is_not_eaten(found: Found, text: str, datum: str) -> None:
    assert found(text) == [datum]


def test_a_person_beside_a_body_keeps_the_address(found: Found) -> None:
    assert found("Mme Roux, assistante maternelle, 15 rue du Chêne, 80080 Amiens") == [
        "15 rue du Chêne, 80080 Amiens"
    ]
    assert found("Mme Roux\nMairie de Gap\n3 rue du Colonel Roux\n05000 GAP") == []


def test_the_sender_is_told_from_the_town_hall_below(found: Found) -> None:
    text = "Anna Roux\n3 rue Haute\n05000 GAP\n\nMairie de Gap\n3 rue du Colonel Roux\n05000 GAP"
    assert found(text) == ["3 rue Haute\n05000 GAP"]


def test_a_work_site_is_seen_as_uncertain() -> None:
    works, home = (addresses(text) for text in ("Travaux au 12 rue Carnot", "Mme Roux, 12 rue Carnot"))
    assert max(span.score for span in works) < 0.5 <= max(span.score for span in home)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["12", "12 bis", "3 ter", "12-14", "118"]),
    st.sampled_from(["rue", "avenue", "bd", "impasse", "chemin", "allée", "route", "quai"]),
    st.sampled_from(["Victor Hugo", "de la Gare", "des Lilas", "du 8 Mai 1945", "Saint-Jean", "Émile-Zola"]),
    st.sampled_from([" ", ", ", "\n", " - ", ", bât. B, ", ", appt 12\n"]),
    st.sampled_from(
        ["04100 Manosque", "13100 Aix-en-Provence", "97320 Saint-Laurent-du-Maroni", "75011 PARIS"]
    ),
    st.sampled_from([str, str.lower, str.upper]),
)
def test_any_writing_of_an_address_is_covered_whole(
    number: str, way: str, name: str, gap: str, town: str, case: Callable[[str], str]
) -> None:
    address = case(f"{number} {way} {name}{gap}{town}")
    text = f"demeurant {address}"
    covered = {at for span in addresses(text) for at in range(span.start, span.end) if span.score >= 0.5}
    assert all(at in covered for at in range(10, len(text)) if text[at].isalnum())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "12",
                "rue",
                "de",
                "la",
                "Paix",
                "04100",
                "Manosque",
                ",",
                "\n",
                "bât",
                "B",
                "lieu-dit",
                "habite",
                "adresse :",
                "é\u0301",
                "🏠",
                "chez",
                "M.",
                "Roux",
                "(",
                "'",
                "-",
                ".",
            ]
        ),
        max_size=40,
    )
)
def test_any_pieces_of_addresses_give_spans_within_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    size = len(fold(text).text)
    assert all(0 <= span.start < span.end <= size for span in addresses(text))


@pytest.mark.parametrize(
    "piece",
    [
        "12 rue de la ",
        "habite à la ",
        "adresse : le ",
        "04100 ",
        "bât. B, ",
        "rue des ",
        "lieu-dit ",
        "1 rue A, ",
        "résidence les ",
        "Saint-",
    ],
)
def test_time_is_linear_on_pieces_of_addresses(piece: str) -> None:
    short, long = piece * (5_000 // len(piece)), piece * (40_000 // len(piece))
    addresses(short)
    started = time.process_time()
    addresses(short)
    once = time.process_time() - started
    started = time.process_time()
    addresses(long)
    assert time.process_time() - started < max(0.5, 20 * once)
