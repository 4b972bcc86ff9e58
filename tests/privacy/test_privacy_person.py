"""Noms de personnes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy import Label
from garant.privacy.folded import fold
from garant.privacy.names import over_document, read_each
from garant.privacy.tagged import Tagged
from garant.privacy.tagger import tokens

LABEL = Label.PERSON


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("Madame Place Jeanne est venue.", "Place Jeanne", id="a_surname_that_is_also_a_square"),
        pytest.param("Mme Benali est venue.", "Benali", id="after_a_title"),
        pytest.param("vu mme petit hier", "petit", id="title_in_lower_case"),
        pytest.param("Karim Benali a écrit.", "Karim Benali", id="full"),
        pytest.param("DUPONT Jean habite ici.", "DUPONT Jean", id="capitals_first"),
        pytest.param("MARTIN, Sophie", "MARTIN, Sophie", id="comma_list"),
        pytest.param("Je soussigné Jean-Pierre Lefèvre", "Jean-Pierre Lefèvre", id="double_first_name"),
        pytest.param("M. de La Tour", "de La Tour", id="particle"),
        pytest.param("Bonjour Clément,", "Clément", id="first_name_alone"),
        pytest.param("Cordialement,\nKarim", "Karim", id="signature"),
        pytest.param("je m'appelle karim benali et", "karim benali", id="no_capitals"),
        pytest.param("vu avec J. Dupont", "J. Dupont", id="initial"),
        pytest.param("JP Blanc rappelle demain.", "JP Blanc", id="two_initials_without_points"),
        pytest.param("voir le dossier PV-JP Blanc", "Blanc", id="two_letters_of_a_reference"),
        pytest.param("l'enfant Lucas D. est", "Lucas D", id="initial_after_a_title"),
        pytest.param("Mme Le\u0301a Lefe\u0300vre", "Le\u0301a Lefe\u0300vre", id="NFD"),
        pytest.param("M. Boulanger attend", "Boulanger", id="common_word_after_a_title"),
        pytest.param("Rose Martin est là", "Rose Martin", id="flower_as_a_first_name"),
        pytest.param("Mme Aïcha Traoré", "Aïcha Traoré", id="African"),
        pytest.param("M. Nguyen Van Hung", "Nguyen Van Hung", id="Vietnamese"),
        pytest.param("Mme GUILLEM0T", "GUILLEM0T", id="OCR"),
        pytest.param("l'assistante sociale Julie Arnaud", "Julie Arnaud", id="agent"),
        pytest.param("le dossier d'Inès est prêt", "Inès", id="possessive"),
        pytest.param("mon fils rayan kwateng en cm1", "rayan kwateng", id="a_surname_that_no_list_knows"),
        pytest.param("A : Wamytan Drewa; copie au service", "Wamytan Drewa", id="Kanak"),
        pytest.param("M. Teriitahi et son fils", "Teriitahi", id="Polynesian"),
        pytest.param("Mme Rakotomalala est là", "Rakotomalala", id="Malagasy"),
        pytest.param("N'GUESSAN Akissi", "N'GUESSAN Akissi", id="Ivorian"),
        pytest.param("née MBEMBA à Dijon", "MBEMBA", id="birth_name"),
        pytest.param("Odile Tessier, épouse Kowalczyk", "Kowalczyk", id="married_name"),
        pytest.param("Cordialement,\nJ.-M. Le Floc'h", "J.-M. Le Floc'h", id="initials_and_particle"),
        pytest.param("Poule A\n1. Kylian M.\n2. Noa", "Kylian M.", id="initial_after_a_first_name"),
        pytest.param("Vu avec Manu et Titi.", "Titi", id="nickname"),
        pytest.param("Rose a perdu sa carte.", "Rose", id="flower_at_the_head_of_a_sentence"),
        pytest.param("Affaire Kowalczyk c/ commune", "Kowalczyk", id="party_of_a_lawsuit"),
        pytest.param(
            "Le président du conseil départemental, Jean-Louis Bianco, et la directrice, Mme Sow.",
            "Sow",
            id="private_beside_a_public_role",
        ),
    ],
)
def test_person_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Rue Victor Hugo", id="street_at_the_head_of_a_line"),
        pytest.param(
            "Les travaux commencent. Place Jean Jaurès sera fermée.", id="square_at_the_head_of_a_sentence"
        ),
        pytest.param("Jean Dupont, maire de Volx, préside.", id="mayor"),
        pytest.param("Le maire de Manosque, Camille Galtier, ouvre la séance.", id="mayor_before"),
        pytest.param("le préfet Christophe Mirmand", id="prefect"),
        pytest.param("Mme Éliane Barreille, présidente du conseil départemental", id="president"),
        pytest.param("la rue Victor Hugo", id="street"),
        pytest.param("le collège Jean Moulin", id="school"),
        pytest.param("la loi Veil", id="law"),
        pytest.param("Les roses du parc ont gelé", id="flowers"),
        pytest.param("Le pont de pierre", id="stone"),
        pytest.param("Madame la Directrice", id="function"),
        pytest.param("de mars à avril", id="months"),
        pytest.param("Le petit boulanger et le marchand", id="ordinary"),
        pytest.param("Pierre angulaire du projet", id="sentence_start"),
        pytest.param("La France et l'Algérie", id="country"),
        pytest.param("COMPTE RENDU DE LA SEANCE", id="heading"),
        pytest.param("au gymnase Léo-Lagrange", id="hall"),
        pytest.param("le dossier d'insertion est prêt", id="elided_ordinary_word"),
        pytest.param("La rose a perdu ses pétales.", id="flower"),
        pytest.param("Mme Nicole Roux, première adjointe, donne lecture.", id="deputy_mayor"),
        pytest.param("Rapporteur : M. Patrick Vivos", id="rapporteur"),
        pytest.param("Affaire Dreyfus : exposition", id="name_of_a_lawsuit"),
        pytest.param("Le dossier FEADER et l'aide du SIAO", id="acronyms"),
        pytest.param("Mardi : merlu ou colin au beurre, riz", id="fish_that_is_also_a_first_name"),
        pytest.param("code 7KF-22Q, lot R117K", id="letters_of_a_code"),
    ],
)
def test_what_only_looks_like_person_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "datum", "times"),
    [
        pytest.param("Karima Benali est venue. benali rappellera. KARIMA aussi.", "benali", 1, id="any_case"),
        pytest.param("Mme Lourdes Costa est là. On attend Lourdes.", "Lourdes", 1, id="first_name_apart"),
    ],
)
def test_a_name_found_once_is_found_everywhere(
    found: Callable[[str], list[str]], text: str, datum: str, times: int
) -> None:
    assert found(text).count(datum) == times


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mme Lourdes Costa revient de Lourdes.", id="the_town_of_the_same_name"),
        pytest.param("M. Hugo habite rue Hugo.", id="the_street_of_the_same_name"),
    ],
)
def test_a_place_that_bears_the_name_of_somebody_found_is_left_alone(
    found: Callable[[str], list[str]], text: str
) -> None:
    assert len(found(text)) == 1


def test_a_name_in_a_public_role_once_is_public_in_the_whole_text(found: Callable[[str], list[str]]) -> None:
    assert found("Jean Dupont, maire de Volx, préside. M. Dupont remercie les agents.") == []


_MINUTES = (
    "CONSEIL MUNICIPAL du 3 mai, séance ordinaire.\nPrésents : Alain Rey, Nadia Cherif. Excusé : Denis Blanc "
    "(pouvoir à Alain Rey).\nM. Rey présente les devis."
)


def test_those_whom_the_minutes_of_an_assembly_call_are_public(found: Callable[[str], list[str]]) -> None:
    assert found(_MINUTES) == []


def test_those_of_whom_they_speak_are_not(found: Callable[[str], list[str]]) -> None:
    assert found(_MINUTES + " Mme Karima Benali, riveraine, s'en plaint.") == ["Karima Benali"]


def test_those_present_at_another_meeting_are_private(found: Callable[[str], list[str]]) -> None:
    assert found("Réunion de synthèse du 3 mai.\nPrésents : Alain Rey, Nadia Cherif.") == [
        "Alain Rey",
        "Nadia Cherif",
    ]


def test_somebody_else_of_that_surname_is_not(found: Callable[[str], list[str]]) -> None:
    assert found("Jean Dupont, maire de Volx, préside. Mme Karima Dupont demande un logement.") == [
        "Karima Dupont"
    ]


_PIECES = [
    "Mme ",
    "Benali",
    "karim",
    "DUPONT",
    "J.-P. ",
    "d'",
    "Inès",
    "rue ",
    "Hugo",
    ", ",
    "\n",
    "maire ",
    "M.",
    "6e B",
    "0",
    "-",
    " ",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)))
def test_any_text_gives_names_within_it_and_the_same_ones_again(text: str) -> None:
    folded = fold(text)
    cut = tokens(folded.text)
    (found,) = read_each([folded], [Tagged(cut)])
    spans = over_document(folded, found.spans, found.public)
    assert all(0 <= span.start < span.end <= len(folded.text) and 0 < span.score <= 1 for span in spans)
    assert read_each([folded], [Tagged(cut)]) == [found]
